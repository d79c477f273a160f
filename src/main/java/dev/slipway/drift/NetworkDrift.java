package dev.slipway.drift;

import dev.slipway.drift.live.LiveProject;
import dev.slipway.drift.live.LiveSubnet;
import dev.slipway.plan.model.ClusterPlan;
import java.util.ArrayList;
import java.util.List;

/** Compares networks and subnets. The project has none on a shared network. */
record NetworkDrift(
    LiveProject live,
    ClusterPlan plan,
    PlannedObjects planned,
    FixCommands fixes,
    FindingCollector findings) {
  private static final String NO_HOST_ROUTE = "no host route";

  void compare() {
    live.networks().entrySet().stream()
        .filter(one -> one.getValue().projectId().equals(live.id()))
        .filter(one -> planned.network().filter(one.getKey()::equals).isEmpty())
        .forEach(one -> unknownNetwork(one.getKey(), one.getValue().name()));
    live.subnets().stream()
        .filter(one -> one.projectId().equals(live.id()))
        .forEach(
            one -> {
              if (planned.subnet().filter(one::equals).isEmpty()) {
                unknownSubnet(one);
              }
              hostRoutes(one);
            });
    planned.subnet().ifPresent(this::compare);
    if (!plan.network().isShared()) {
      missing();
    }
  }

  private void unknownNetwork(String id, String name) {
    findings.add(
        DriftKind.UNKNOWN_NETWORK,
        "network " + name,
        id,
        "no such network",
        "a network of this project",
        fixes.deleteNetwork(id));
  }

  private void unknownSubnet(LiveSubnet subnet) {
    findings.add(
        DriftKind.UNKNOWN_SUBNET,
        where(subnet),
        subnet.id(),
        "no such subnet",
        "%s in network %s".formatted(subnet.cidr(), live.networkName(subnet.networkId())),
        fixes.deleteSubnet(subnet.id()));
  }

  private void hostRoutes(LiveSubnet subnet) {
    subnet
        .hostRoutes()
        .forEach(
            route ->
                findings.add(
                    DriftKind.UNKNOWN_HOST_ROUTE,
                    where(subnet),
                    subnet.id(),
                    NO_HOST_ROUTE,
                    route.toString(),
                    fixes.removeHostRoute(subnet.id(), route)));
  }

  private void compare(LiveSubnet subnet) {
    String gateway = plan.network().router().orElseThrow().gateway().toString();
    List<String> resolvers =
        plan.network().serverResolvers().stream().map(Object::toString).toList();
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    if (!subnet.gateway().equals(gateway)) {
      expected.add("gateway " + gateway);
      actual.add(subnet.gateway().isEmpty() ? "no gateway" : "gateway " + subnet.gateway());
    }
    if (subnet.dhcp()) {
      expected.add("DHCP off");
      actual.add("DHCP on");
    }
    if (!subnet.dnsServers().equals(resolvers)) {
      expected.add("resolvers " + String.join(", ", resolvers));
      actual.add("resolvers " + String.join(", ", subnet.dnsServers()));
    }
    if (!expected.isEmpty()) {
      findings.add(
          DriftKind.CHANGED_SUBNET,
          where(subnet),
          subnet.id(),
          String.join("; ", expected),
          String.join("; ", actual),
          fixes.pulumi());
    }
  }

  private void missing() {
    String name = plan.network().name();
    if (planned.network().isEmpty()) {
      findings.addMissing("network " + name, fixes);
    } else if (planned.subnet().isEmpty()) {
      findings.addMissing("subnet %s of network %s".formatted(plan.network().cidr(), name), fixes);
    }
  }

  private static String where(LiveSubnet subnet) {
    return "subnet " + (subnet.name().isEmpty() ? subnet.cidr() : subnet.name());
  }
}

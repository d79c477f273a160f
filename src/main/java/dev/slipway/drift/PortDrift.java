package dev.slipway.drift;

import dev.slipway.drift.live.LivePort;
import dev.slipway.drift.live.LivePort.AddressPair;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.PortPlan;
import dev.slipway.value.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares planned ports, and finds unplanned ports of servers or in managed groups. */
final class PortDrift {
  /** The device of a load balancer's port. Source: Octavia's network driver and OVN's provider. */
  private static final Pattern OCTAVIA_DEVICE =
      Pattern.compile("(?:lb|ovn-lb-vip)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  private final LiveProject live;
  private final GroupMatching groups;
  private final FixCommands fixes;
  private final FindingCollector findings;

  PortDrift(LiveProject live, GroupMatching groups, FixCommands fixes, FindingCollector findings) {
    this.live = live;
    this.groups = groups;
    this.fixes = fixes;
    this.findings = findings;
  }

  void compare(ClusterPlan cluster) {
    Set<String> planned = new HashSet<>();
    for (PortPlan plan : PortPlan.of(cluster)) {
      Optional<LivePort> found = find(plan);
      found.ifPresentOrElse(port -> compare(plan, port), () -> movedOrMissing(plan, planned));
      found.ifPresent(port -> planned.add(port.id()));
    }
    Set<String> servers =
        live.ports().stream()
            .filter(port -> planned.contains(port.id()))
            .map(LivePort::deviceId)
            .collect(Collectors.toSet());
    live.ports().stream()
        .filter(port -> !planned.contains(port.id()) && isRelevant(port, cluster))
        .forEach(port -> unknown(port, removal(port, servers, cluster)));
  }

  private Optional<LivePort> find(PortPlan plan) {
    return live.ports().stream()
        .filter(port -> port.projectId().equals(live.id()) && port.name().equals(plan.name()))
        .filter(port -> port.addresses().contains(plan.address().toString()))
        .findFirst();
  }

  /** A port that has the name only: its server runs, so nothing here may delete it. */
  private void movedOrMissing(PortPlan plan, Set<String> planned) {
    Optional<LivePort> moved =
        live.ports().stream()
            .filter(port -> port.projectId().equals(live.id()) && port.name().equals(plan.name()))
            .findFirst();
    moved.ifPresentOrElse(
        port -> {
          planned.add(port.id());
          String expected = plan.address().toString();
          add(DriftKind.MOVED_PORT, port, expected, texts(port.addresses()), fixes.plan());
        },
        () -> missing(plan));
  }

  private void missing(PortPlan plan) {
    findings.add(
        DriftKind.MISSING_PORT,
        "port " + plan.name(),
        "",
        "a port with address " + plan.address(),
        "no such port",
        fixes.pulumi());
  }

  private void compare(PortPlan plan, LivePort port) {
    if (!port.portSecurityEnabled()) {
      add(
          DriftKind.PORT_SECURITY_OFF,
          port,
          "port security on",
          "off: no rule applies, and the port may send from any address",
          fixes.enablePortSecurity(port.id(), plan.group()));
    }
    groups(plan, port);
    List<AddressPair> unplanned =
        port.allowedAddressPairs().stream().filter(pair -> !isPlanned(pair, plan)).toList();
    if (!unplanned.isEmpty()) {
      String expected = texts(plan.allowedAddresses());
      add(DriftKind.WIDE_ADDRESS_PAIR, port, expected, texts(unplanned), fixes.pulumi());
    }
    if (port.isTrusted()) {
      add(
          DriftKind.UNFILTERED_PORT,
          port,
          "device owner compute:…",
          "device owner %s, whose ports Neutron does not filter".formatted(port.deviceOwner()),
          fixes.setOwnerToNova(port.id()));
    }
  }

  private void groups(PortPlan plan, LivePort port) {
    List<String> actual = groupNames(port);
    if (!actual.equals(List.of(plan.group()))) {
      String fix = fixes.moveIntoGroup(port.id(), plan.group());
      add(groupDifference(port), port, plan.group(), texts(actual), fix);
    }
  }

  private DriftKind groupDifference(LivePort port) {
    if (port.groups().stream().anyMatch(groups::isDefault)) {
      return DriftKind.PORT_IN_DEFAULT_GROUP;
    }
    return port.groups().isEmpty()
        ? DriftKind.PORT_IN_NO_GROUP
        : DriftKind.PORT_IN_UNEXPECTED_GROUP;
  }

  /**
   * Returns whether an unplanned port counts: any port in a managed group, whatever its project,
   * and each port of this project that belongs to a server.
   */
  private boolean isRelevant(LivePort port, ClusterPlan cluster) {
    boolean ofServer =
        port.projectId().equals(live.id())
            && live.isOfServer(port)
            && !isVirtualIpOfOctavia(port, cluster);
    return ofServer || port.groups().stream().anyMatch(groups::isManaged);
  }

  /** Recognizes the port that Octavia creates in the project for a load balancer's address. */
  private static boolean isVirtualIpOfOctavia(LivePort port, ClusterPlan cluster) {
    return cluster.endpoint() instanceof EndpointPlan.Octavia
        && port.addresses().contains(cluster.endpoint().address().toString());
  }

  private void unknown(LivePort port, String fix) {
    String addresses =
        port.addresses().isEmpty() ? "no address" : String.join(", ", port.addresses());
    add(
        DriftKind.UNKNOWN_PORT,
        port,
        "no such port",
        addresses + " in " + texts(groupNames(port)),
        fix);
  }

  /** {@code servers}: ids of the planned servers, which must stay. */
  private String removal(LivePort port, Set<String> servers, ClusterPlan cluster) {
    String device = port.deviceId();
    LiveProject.Server server = live.servers().get(device);
    if (server == null) {
      Matcher loadBalancer = OCTAVIA_DEVICE.matcher(device);
      return loadBalancer.matches()
          ? fixes.deleteLoadBalancer(loadBalancer.group(1))
          : fixes.deletePort(port.id());
    }
    if (servers.contains(device)) {
      return fixes.removePort(device, port.id());
    }
    return isOfStack(server, cluster) ? fixes.showServer(device) : fixes.deleteServer(device);
  }

  private static boolean isOfStack(LiveProject.Server server, ClusterPlan cluster) {
    return server.cluster().equals(cluster.name().text())
        || cluster.servers().stream().anyMatch(one -> one.name().equals(server.name()));
  }

  private void add(DriftKind kind, LivePort port, String expected, String actual, String fix) {
    String name = port.name().isEmpty() ? "without a name" : port.name();
    findings.add(kind, "port " + name, port.id(), expected, actual, fix);
  }

  private List<String> groupNames(LivePort port) {
    return port.groups().stream().map(groups::displayName).sorted().toList();
  }

  private static boolean isPlanned(AddressPair pair, PortPlan plan) {
    List<String> allowed = plan.allowedAddresses().stream().map(IpAddress::toString).toList();
    return pair.hasOwnMac() && allowed.contains(pair.address().replaceFirst("/32$|/128$", ""));
  }

  private static String texts(List<?> values) {
    return values.isEmpty()
        ? "none"
        : values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}

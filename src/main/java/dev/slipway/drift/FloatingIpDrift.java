package dev.slipway.drift;

import dev.slipway.drift.live.LiveFloatingIp;
import dev.slipway.drift.live.LivePort;
import dev.slipway.drift.live.LivePortForwarding;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.IpAddress;
import java.util.Optional;

/** Compares floating IPs and their port forwardings. */
record FloatingIpDrift(
    LiveProject live,
    ClusterPlan plan,
    PlannedObjects planned,
    FixCommands fixes,
    FindingCollector findings) {
  void compare() {
    Optional<String> address = plan.endpoint().floatingIp().map(IpAddress::toString);
    live.portForwardings().forEach(this::unknown);
    live.floatingIps().stream()
        .filter(one -> one.projectId().equals(live.id()))
        .filter(one -> address.filter(one.address()::equals).isEmpty())
        .forEach(this::unknown);
    if (live.hasRouters()) {
      address.ifPresent(this::comparePlanned);
    }
  }

  private void comparePlanned(String address) {
    Optional<LiveFloatingIp> floating =
        live.floatingIps().stream().filter(one -> one.address().equals(address)).findFirst();
    String where = "floating IP " + address;
    if (floating.isEmpty()) {
      findings.addMissing(where, fixes);
      return;
    }
    if (!isAtEndpoint(floating.get())) {
      findings.add(
          DriftKind.MOVED_FLOATING_IP,
          where,
          floating.get().id(),
          "attached to " + plan.endpoint().address(),
          attachment(floating.get()),
          fixes.pulumi());
    }
  }

  private boolean isAtEndpoint(LiveFloatingIp floating) {
    return floating.fixedAddress().equals(plan.endpoint().address().toString())
        && port(floating)
            .filter(one -> planned.network().filter(one.networkId()::equals).isPresent())
            .isPresent();
  }

  private void unknown(LiveFloatingIp floating) {
    findings.add(
        DriftKind.UNKNOWN_FLOATING_IP,
        "floating IP " + floating.address(),
        floating.id(),
        "no such floating IP",
        attachment(floating),
        fixes.deleteFloatingIp(floating.id()));
  }

  private void unknown(LivePortForwarding forwarding) {
    String address =
        live.floatingIps().stream()
            .filter(one -> one.id().equals(forwarding.floatingIpId()))
            .map(LiveFloatingIp::address)
            .findFirst()
            .orElse(forwarding.floatingIpId());
    findings.add(
        DriftKind.UNKNOWN_PORT_FORWARDING,
        "floating IP " + address,
        forwarding.id(),
        "no port forwarding",
        "%s %s to %s port %s"
            .formatted(
                forwarding.protocol(),
                forwarding.externalPorts(),
                forwarding.address(),
                forwarding.ports()),
        fixes.deletePortForwarding(forwarding.floatingIpId(), forwarding.id()));
  }

  private String attachment(LiveFloatingIp floating) {
    if (floating.fixedAddress().isEmpty()) {
      return "attached to no port";
    }
    String name =
        port(floating).map(LivePort::name).filter(one -> !one.isEmpty()).orElse(floating.portId());
    return "attached to %s of port %s".formatted(floating.fixedAddress(), name);
  }

  private Optional<LivePort> port(LiveFloatingIp floating) {
    return live.ports().stream().filter(one -> one.id().equals(floating.portId())).findFirst();
  }
}

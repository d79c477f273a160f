package dev.slipway.drift;

import dev.slipway.drift.live.LivePort;
import dev.slipway.drift.live.LivePort.Pair;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.PortPlan;
import dev.slipway.value.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ports: each planned one as it shall be, and no other one of a server or in a group of ours. */
final class PortDrift {
  private static final String NONE = "none";

  private final LiveProject live;
  private final GroupMatching ours;
  private final FixCommands cures;
  private final ClusterPlan cluster;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  private PortDrift(LiveProject live, GroupMatching ours, FixCommands cures, ClusterPlan cluster) {
    this.cluster = cluster;
    this.live = live;
    this.ours = ours;
    this.cures = cures;
  }

  static List<Finding> of(
      LiveProject live, GroupMatching ours, FixCommands cures, ClusterPlan cluster) {
    PortDrift drift = new PortDrift(live, ours, cures, cluster);
    PortPlan.of(cluster).forEach(drift::planned);
    live.ports().stream()
        .filter(port -> !drift.known.contains(port.id()) && drift.counts(port))
        .forEach(drift::unknown);
    return drift.findings;
  }

  private void planned(PortPlan plan) {
    Optional<LivePort> found =
        live.ports().stream()
            .filter(port -> port.projectId().equals(live.id()) && port.name().equals(plan.name()))
            .filter(port -> port.addresses().contains(plan.address().toString()))
            .findFirst();
    found.ifPresentOrElse(
        port -> compare(plan, port),
        () ->
            findings.add(
                new Finding(
                    DriftKind.MISSING_PORT,
                    "port " + plan.name(),
                    "",
                    "a port with address " + plan.address(),
                    "no such port",
                    cures.pulumi())));
  }

  private void compare(PortPlan plan, LivePort port) {
    known.add(port.id());
    if (!port.portSecurityEnabled()) {
      note(
          DriftKind.PORT_SECURITY_OFF,
          port,
          "port security on",
          "off: no rule applies, any address may be sent from",
          cures.secure(port.id(), plan.group()));
    }
    groups(plan, port);
    List<Pair> wide =
        port.allowedAddressPairs().stream().filter(pair -> !isPlanned(pair, plan)).toList();
    if (!wide.isEmpty()) {
      note(
          DriftKind.WIDE_ADDRESS_PAIR,
          port,
          texts(plan.allowedAddresses()),
          texts(wide),
          cures.pulumi());
    }
    if (port.isTrusted()) {
      note(
          DriftKind.TRUSTED_PORT,
          port,
          "device owner compute:…",
          "device owner " + port.deviceOwner() + ", which Neutron filters nothing of",
          cures.giveToNova(port.id()));
    }
  }

  private void groups(PortPlan plan, LivePort port) {
    List<String> got = port.groups().stream().map(ours::displayName).sorted().toList();
    if (got.equals(List.of(plan.group()))) {
      return;
    }
    DriftKind difference =
        got.isEmpty() ? DriftKind.PORT_IN_NO_GROUP : DriftKind.PORT_IN_STRANGE_GROUP;
    if (port.groups().stream().anyMatch(ours::isDefault)) {
      difference = DriftKind.PORT_IN_DEFAULT_GROUP;
    }
    note(difference, port, plan.group(), texts(got), cures.moveIntoGroup(port.id(), plan.group()));
  }

  /** Whoever it belongs to, if it is in a group of ours; else of this project, as a server's. */
  private boolean counts(LivePort port) {
    boolean own = port.projectId().equals(live.id()) && live.isOfServer(port) && !isOctavias(port);
    return own || port.groups().stream().anyMatch(ours::isManaged);
  }

  /** The address of a load balancer is a port of the project that Octavia makes and owns. */
  private boolean isOctavias(LivePort port) {
    return cluster.endpoint().octavia().isPresent()
        && port.addresses().contains(cluster.endpoint().address().toString());
  }

  private void unknown(LivePort port) {
    boolean ofServer = live.servers().contains(port.deviceId());
    String at = port.addresses().isEmpty() ? "no address" : String.join(", ", port.addresses());
    note(
        DriftKind.UNKNOWN_PORT,
        port,
        "no such port",
        at + " in " + texts(port.groups().stream().map(ours::displayName).sorted().toList()),
        ofServer ? cures.deleteServer(port.deviceId()) : cures.deletePort(port.id()));
  }

  private void note(DriftKind difference, LivePort port, String expected, String got, String cure) {
    String name = port.name().isEmpty() ? "without a name" : port.name();
    findings.add(new Finding(difference, "port " + name, port.id(), expected, got, cure));
  }

  private static boolean isPlanned(Pair pair, PortPlan plan) {
    List<String> allowed = plan.allowedAddresses().stream().map(IpAddress::toString).toList();
    return !pair.foreignMac() && allowed.contains(pair.address().replaceFirst("/32$|/128$", ""));
  }

  private static String texts(List<?> values) {
    return values.isEmpty()
        ? NONE
        : String.join(", ", values.stream().map(String::valueOf).toList());
  }
}

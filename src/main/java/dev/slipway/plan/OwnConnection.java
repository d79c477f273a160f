package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.Peer.External;
import dev.slipway.plan.model.Peer.Group;
import dev.slipway.plan.security.reachability.TrafficSet;
import dev.slipway.value.PrefixLimit;
import dev.slipway.value.Problem;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A connection that a program declares beside Slipway's own. The verification of all rules then
 * treats it as every other one.
 *
 * @param source name of the extension
 */
record OwnConnection(
    String source, Connection connection, Fleet fleet, List<ClusterPlan> clusters) {
  private static final Set<Protocol> PROTOCOLS =
      EnumSet.of(Protocol.TCP, Protocol.UDP, Protocol.ICMP, Protocol.ICMPV6);

  /** The services of a cluster whose clients are named by Slipway and the stack file. */
  private static final List<Traffic> OWN_PORTS =
      List.of(
          Traffic.KUBERNETES_API,
          Traffic.TALOS_API,
          Traffic.TRUSTD,
          Traffic.ETCD,
          Traffic.ETCD_HEALTH,
          Traffic.KUBELET,
          Traffic.CILIUM_VXLAN,
          Traffic.CILIUM_WIREGUARD,
          Traffic.CONFIGURATION_1,
          Traffic.CONFIGURATION_2,
          Traffic.CONFIGURATION_CHANNEL,
          Traffic.AUDIT_STORE);

  /** Printable ASCII, because it becomes the description of rules in Neutron. */
  private static final Pattern TEXT = Pattern.compile("[ -~]{1,120}");

  /** Returns itself; throws if a part is null, which a program without a checker can do. */
  OwnConnection complete() {
    Objects.requireNonNull(connection.reason(), "the reason is null");
    Objects.requireNonNull(connection.traffic().label(), "the label is null");
    Objects.requireNonNull(connection.from(), "a side is null");
    Objects.requireNonNull(connection.to(), "a side is null");
    connection
        .externals()
        .forEach(
            peer -> {
              Objects.requireNonNull(peer.prefix(), "the prefix is null");
              Objects.requireNonNull(peer.configKey(), "the key is null");
            });
    return this;
  }

  /** Returns what is wrong with it. */
  Optional<Problem> problem() {
    return Stream.of(
            sides(),
            groups(),
            environments(),
            externals(),
            addresses(),
            between(),
            traffic(),
            texts())
        .flatMap(Optional::stream)
        .findFirst()
        .map(message -> file().problem("", "%s: %s".formatted(this, message)));
  }

  private Optional<String> sides() {
    return connection.groups().findAny().isEmpty()
        ? Optional.of("has no server of the fleet on either side; one must be a Peer.Group")
        : Optional.empty();
  }

  private Optional<String> groups() {
    return connection
        .groups()
        .filter(group -> !clusters.contains(group.cluster()) || !isOfPlan(group))
        .findFirst()
        .map(group -> "%s has no servers in the stack files; use a role that has".formatted(group));
  }

  private static boolean isOfPlan(Group group) {
    return group.cluster().hasServers(group.role());
  }

  private Optional<String> environments() {
    List<String> names =
        connection.groups().map(group -> group.cluster().environment().text()).distinct().toList();
    return names.size() > 1
        ? Optional.of(
            "joins the environments %s, which must not reach each other; declare it inside of one"
                .formatted(String.join(" and ", names)))
        : Optional.empty();
  }

  private Optional<String> addresses() {
    return tooLarge(connection.from(), PrefixLimit.CLIENTS)
        .or(() -> tooLarge(connection.to(), PrefixLimit.SERVERS));
  }

  private static Optional<String> tooLarge(Peer side, PrefixLimit limit) {
    return side instanceof External host && limit.isTooLarge(host.prefix())
        ? Optional.of(
            "%s is too large; expected length /%d or longer: name the hosts' own prefixes"
                .formatted(host.prefix(), limit.shortestLength(host.prefix().version())))
        : Optional.empty();
  }

  /** Other kinds of hosts are those of Slipway's own connections, with a key that lists them. */
  private Optional<String> externals() {
    return connection
        .externals()
        .filter(peer -> peer.kind() != Peer.Kind.OTHER || !peer.configKey().isEmpty())
        .findFirst()
        .map(
            peer ->
                "%s has kind %s; expected kind OTHER without a key".formatted(peer, peer.kind()));
  }

  /** Other clusters reach only the addresses of a cluster's endpoint. */
  private Optional<String> between() {
    return connection.from() instanceof Group from
            && connection.to() instanceof Group to
            && !from.cluster().equals(to.cluster())
            && to.cluster().reachableAddresses(to.role()).isEmpty()
        ? Optional.of(
            "%s has no address that another cluster reaches; connect to the servers of its endpoint"
                .formatted(to))
        : Optional.empty();
  }

  private Optional<String> traffic() {
    Traffic traffic = connection.traffic();
    if (!PROTOCOLS.contains(traffic.protocol())) {
      return Optional.of(
          "%s has no rule in the firewall of Talos; expected tcp, udp, icmp or icmpv6"
              .formatted(traffic.protocol().text()));
    }
    if (!(connection.from() instanceof External)) {
      return Optional.empty();
    }
    TrafficSet given = TrafficSet.of(traffic);
    return OWN_PORTS.stream()
        .filter(own -> !TrafficSet.of(own).intersect(given).isEmpty())
        .findFirst()
        .map(
            own ->
                "includes the port of %s, which only Slipway's own connections open; clients of the APIs are in access.adminPrefixes"
                    .formatted(own));
  }

  private Optional<String> texts() {
    return Stream.of(connection.reason(), connection.traffic().label())
        .filter(text -> !TEXT.matcher(text).matches())
        .findFirst()
        .map(
            text ->
                "its reason or label is not valid; expected 1 to 120 printable ASCII characters");
  }

  /** The file of a cluster on one side, or the first one. */
  private StackFile file() {
    return connection
        .groups()
        .flatMap(group -> fleet.files().stream().filter(file -> isOf(file, group)))
        .findFirst()
        .orElse(fleet.files().get(0));
  }

  private static boolean isOf(StackFile file, Group group) {
    return file.stack().equals(group.cluster().name());
  }

  /** Returns for example {@code the connection of "syslog" from staging-worker to 192.0.2.9/32}. */
  @Override
  public String toString() {
    Peer from = connection.from();
    return "the connection of \"%s\" from %s to %s, %s"
        .formatted(source, from, connection.to(), connection.traffic());
  }
}

package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.Peer.External;
import dev.slipway.plan.model.Peer.Group;
import dev.slipway.value.AdminPrefixes;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Problem;
import java.util.List;
import java.util.Optional;
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
  /** The size of a data center, as for {@code network.httpsPrefixes}. */
  private static final int SHORTEST_IPV4 = 16;

  private static final int SHORTEST_IPV6 = 32;

  /** Printable ASCII, because it becomes the description of rules in Neutron. */
  private static final Pattern REASON = Pattern.compile("[ -~]{1,120}");

  /** Returns what is wrong with it. */
  Optional<Problem> problem() {
    return Stream.of(sides(), groups(), environments(), addresses(), reason())
        .flatMap(Optional::stream)
        .findFirst()
        .map(message -> file().problem("", "%s: %s".formatted(this, message)));
  }

  private Optional<String> sides() {
    return groupsOf().findAny().isEmpty()
        ? Optional.of("has no server of the fleet on either side; one must be a Peer.Group")
        : Optional.empty();
  }

  private Optional<String> groups() {
    return groupsOf()
        .filter(group -> !clusters.contains(group.cluster()) || !isOfPlan(group))
        .findFirst()
        .map(group -> "%s has no servers in the stack files; use a role that has".formatted(group));
  }

  private static boolean isOfPlan(Group group) {
    return group.cluster().hasServers(group.role());
  }

  private Optional<String> environments() {
    List<String> names =
        groupsOf().map(group -> group.cluster().environment().text()).distinct().toList();
    return names.size() > 1
        ? Optional.of(
            "joins the environments %s, which must not reach each other; declare it inside of one"
                .formatted(String.join(" and ", names)))
        : Optional.empty();
  }

  private Optional<String> addresses() {
    return connection.from() instanceof External from
        ? tooLarge(from.prefix(), AdminPrefixes.shortestLength(from.prefix().version()))
        : connection.to() instanceof External to
            ? tooLarge(to.prefix(), to.prefix().version() == 4 ? SHORTEST_IPV4 : SHORTEST_IPV6)
            : Optional.empty();
  }

  private static Optional<String> tooLarge(IpPrefix prefix, int shortest) {
    return prefix.length() < shortest
        ? Optional.of(
            "%s is too large; expected length /%d or longer: name the hosts' own prefixes"
                .formatted(prefix, shortest))
        : Optional.empty();
  }

  private Optional<String> reason() {
    return REASON.matcher(connection.reason()).matches()
        ? Optional.empty()
        : Optional.of("has no valid reason; expected 1 to 120 printable ASCII characters");
  }

  private Stream<Group> groupsOf() {
    return Stream.of(connection.from(), connection.to())
        .filter(Group.class::isInstance)
        .map(Group.class::cast);
  }

  /** The file of a cluster on one side, or the first one. */
  private StackFile file() {
    return groupsOf()
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

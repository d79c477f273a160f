package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Environment;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpPrefix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A host outside of the fleet that clusters use, or that administers them. No stack file has its
 * rules, so the verification ends there: it cannot exclude a path through such a host.
 *
 * @param name as in the stack files
 * @param users the environments whose stack files name it
 * @param access one per environment of the fleet
 */
public record OutsideService(Kind kind, String name, List<Environment> users, List<Access> access) {
  private static final List<IpPrefix> EVERYWHERE = List.of(IpPrefix.ALL_IPV4, IpPrefix.ALL_IPV6);

  /** Copies the lists. */
  public OutsideService {
    users = List.copyOf(users);
    access = List.copyOf(access);
  }

  /** The use of a host, and what whoever controls it can do. */
  public enum Kind {
    JUMP_HOST(
        "jump host",
        "administrators and Pulumi work on it, with credentials of every environment that uses it;"
            + " a program on it that forwards connections connects these environments"),
    GIT_SERVER(
        "Git server",
        "Argo CD applies what it serves, so it can change what runs in the clusters of every"
            + " environment that uses it"),
    IDENTITY_PROVIDER(
        "Zitadel",
        "API servers accept the tokens that it signs, so it can sign in as any user in every"
            + " environment that uses it"),
    DISK_KMS(
        "KMS for disks",
        "it unseals the keys of disks: whoever controls it decrypts a copy of a disk, and no node"
            + " starts without it"),
    REGISTRY_MIRROR("registry mirror", "nodes run the images that it serves"),
    HTTPS_SERVERS(
        "HTTPS servers",
        "nodes run the images, and load balancers the packages, that servers in the prefix serve"),
    RESOLVER("DNS resolver", "servers connect to the addresses that it returns"),
    TIME_SERVER("time server", "servers set their clocks by it"),
    OTHER("other host", "a connection of the program, not of a stack file, names it");

    private final String text;
    private final String trust;

    Kind(String text, String trust) {
      this.text = text;
      this.trust = trust;
    }

    /** Returns the name that users see. */
    public String text() {
      return text;
    }

    /** Returns what it is trusted with. */
    public String trust() {
      return trust;
    }
  }

  /**
   * Traffic that the rules of an environment allow.
   *
   * @param to from servers of the environment to the host
   * @param from from the host to servers of the environment
   */
  public record Access(Environment environment, TrafficSet to, TrafficSet from) {}

  /** Returns whether several environments use it. */
  public boolean isShared() {
    return users.size() > 1;
  }

  /** Returns every such host that a stack file of the fleet names. */
  public static List<OutsideService> of(FleetPlan fleet) {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                fleet.clusters().stream()
                    .flatMap(cluster -> names(kind, cluster, fleet))
                    .distinct()
                    .sorted()
                    .map(name -> of(kind, name, fleet)))
        .toList();
  }

  private static OutsideService of(Kind kind, String name, FleetPlan fleet) {
    List<Environment> environments =
        fleet.clusters().stream().map(ClusterPlan::environment).distinct().sorted().toList();
    return new OutsideService(
        kind,
        name,
        environments.stream()
            .filter(
                one -> clusters(fleet, one).anyMatch(cluster -> uses(cluster, kind, name, fleet)))
            .toList(),
        environments.stream().map(one -> access(name, one, fleet)).toList());
  }

  private static Stream<ClusterPlan> clusters(FleetPlan fleet, Environment environment) {
    return fleet.clusters().stream().filter(one -> one.environment() == environment);
  }

  private static Stream<String> names(Kind kind, ClusterPlan cluster, FleetPlan fleet) {
    return switch (kind) {
      case JUMP_HOST -> cluster.adminPrefixes().stream().map(IpPrefix::toString);
      case GIT_SERVER -> cluster.argocd().stream().map(one -> host(one.repository()));
      case IDENTITY_PROVIDER -> Stream.of(host(cluster.identity().issuer()));
      case DISK_KMS -> cluster.diskEncryption().endpoint().stream().map(OutsideService::host);
      case REGISTRY_MIRROR -> cluster.registryMirrors().values().stream().map(OutsideService::host);
      case HTTPS_SERVERS -> cluster.network().httpsPrefixes().stream().map(IpPrefix::toString);
      case RESOLVER -> cluster.network().dnsServers().stream().map(Object::toString);
      case TIME_SERVER -> cluster.network().ntpServers().stream().map(Object::toString);
      case OTHER ->
          fleet.connections(cluster).stream()
              .flatMap(Connection::externals)
              .filter(peer -> peer.kind() == Peer.Kind.OTHER)
              .map(peer -> peer.prefix().toString());
    };
  }

  private static String host(HttpsUrl url) {
    return url.uri().getHost();
  }

  /** Two prefixes that overlap contain the same host. */
  private static boolean uses(ClusterPlan cluster, Kind kind, String name, FleetPlan fleet) {
    return names(kind, cluster, fleet)
        .anyMatch(
            one ->
                one.equals(name)
                    || prefix(one).flatMap(left -> prefix(name).map(left::overlaps)).orElse(false));
  }

  private static Optional<IpPrefix> prefix(String name) {
    return name.matches("[0-9./]+|[0-9a-f:./]*:[0-9a-f:./]*")
        ? Optional.of(IpPrefix.parseLenient(name))
        : Optional.empty();
  }

  /**
   * A host with a name can have any address, so only rules for all addresses apply to it, and those
   * for a whole prefix of HTTPS servers, in which production's hosts with names are.
   */
  private static Access access(String name, Environment environment, FleetPlan fleet) {
    List<IpPrefix> addresses = prefix(name).map(List::of).orElse(EVERYWHERE);
    return new Access(
        environment,
        traffic(addresses, environment, fleet, Direction.EGRESS),
        traffic(addresses, environment, fleet, Direction.INGRESS));
  }

  private static TrafficSet traffic(
      List<IpPrefix> addresses, Environment environment, FleetPlan fleet, Direction direction) {
    List<IpPrefix> possible = possible(fleet, environment);
    Predicate<IpPrefix> applies =
        addresses.equals(EVERYWHERE)
            ? prefix -> possible.stream().anyMatch(prefix::contains)
            : prefix -> addresses.stream().anyMatch(prefix::overlaps);
    return TrafficSet.union(
        clusters(fleet, environment)
            .flatMap(cluster -> cluster.securityGroups().stream())
            .flatMap(group -> group.rules().stream())
            .filter(rule -> rule.direction() == direction)
            .filter(
                rule ->
                    rule.remote() instanceof Remote.Prefix remote && applies.test(remote.prefix()))
            .map(rule -> TrafficSet.of(rule.traffic())));
  }

  private static List<IpPrefix> possible(FleetPlan fleet, Environment environment) {
    return Stream.concat(
            EVERYWHERE.stream(),
            clusters(fleet, environment)
                .flatMap(cluster -> cluster.network().httpsPrefixes().stream()))
        .toList();
  }

  /** Returns for example {@code jump host 198.51.100.0/28}. */
  @Override
  public String toString() {
    return kind.text() + " " + name;
  }

  /** Returns the environments that use it, for example {@code shared by production, staging}. */
  public String usedBy() {
    String names = users.stream().map(Environment::text).collect(Collectors.joining(", "));
    return (isShared() ? "shared by " : "used by ") + names;
  }
}

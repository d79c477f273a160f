package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.Peer.External;
import dev.slipway.value.AdminPrefixes;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.PrefixLimit;
import dev.slipway.value.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The addresses of all connections that a program declares for one cluster, together: many small
 * prefixes must not become what one large prefix may not be.
 */
record OwnAddresses(Fleet fleet, List<Connection> connections) {
  List<Problem> problems() {
    return fleet.files().stream().flatMap(this::problems).toList();
  }

  private Stream<Problem> problems(StackFile file) {
    List<Connection> own =
        connections.stream().filter(one -> one.clusters().contains(file.stack())).toList();
    Stream<Problem> servers =
        IpPrefix.merge(prefixes(own, Connection::to)).stream()
            .filter(PrefixLimit.SERVERS::isTooLarge)
            .map(prefix -> problem(file, "to", prefix));
    List<IpPrefix> clients = prefixes(own, Connection::from);
    List<IpPrefix> all =
        Stream.concat(clients.stream(), file.config().access().adminPrefixes().stream()).toList();
    boolean isTooMany =
        !clients.isEmpty() && AdminPrefixes.ipv4Addresses(all) > AdminPrefixes.MOST_IPV4_ADDRESSES;
    Stream<Problem> many =
        isTooMany
            ? Stream.of(
                file.problem(
                    "",
                    "clients of the program's connections and access.adminPrefixes have more than %d IPv4 addresses in all; name the hosts' own prefixes"
                        .formatted(AdminPrefixes.MOST_IPV4_ADDRESSES)))
            : Stream.empty();
    Stream<Problem> large =
        IpPrefix.merge(clients).stream()
            .filter(PrefixLimit.CLIENTS::isTooLarge)
            .map(prefix -> problem(file, "from", prefix));
    return Stream.of(servers, many, large).flatMap(problem -> problem);
  }

  private static Problem problem(StackFile file, String side, IpPrefix prefix) {
    return file.problem(
        "",
        "the program's connections %s outside hosts cover %s together; name the hosts' own prefixes"
            .formatted(side, prefix));
  }

  private static List<IpPrefix> prefixes(List<Connection> own, Function<Connection, Peer> side) {
    return own.stream()
        .map(side)
        .filter(External.class::isInstance)
        .map(peer -> ((External) peer).prefix())
        .toList();
  }
}

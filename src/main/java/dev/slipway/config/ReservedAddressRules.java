package dev.slipway.config;

import dev.slipway.value.Environment;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Refuses ranges of pods and Services that contain an address which pods or nodes connect to
 * outside of the cluster: they would search for it inside.
 */
final class ReservedAddressRules {
  private final List<StackFile> files;
  private final ProblemCollector problems;
  private final Map<Environment, NavigableMap<IpAddress, Peer>> external = new HashMap<>();

  ReservedAddressRules(List<StackFile> files, ProblemCollector problems) {
    this.files = files;
    this.problems = problems;
    for (StackFile file : files) {
      NavigableMap<IpAddress, Peer> peers =
          external.computeIfAbsent(file.config().environment(), one -> new TreeMap<>());
      file.externalAddresses()
          .forEach((key, address) -> peers.put(address, new Peer(file, key, address.toPrefix())));
    }
  }

  /** Addresses outside of a cluster, and the key that sets them. */
  private record Peer(StackFile file, String key, IpPrefix prefix) {
    String text(StackFile reader) {
      boolean own = file.equals(reader);
      String value = prefix.size() == 1 ? prefix.first().toString() : prefix.toString();
      return own ? "%s %s".formatted(key, value) : "%s %s of %s".formatted(key, value, file.path());
    }
  }

  void validate() {
    for (StackFile file : files) {
      NetworkConfig network = file.config().network();
      range(file, "network.podCidr", network.podCidrOrDefault());
      range(file, "network.serviceCidr", network.serviceCidrOrDefault());
    }
  }

  private void range(StackFile file, String key, IpPrefix range) {
    if (range.version() != 4) {
      return; // another problem
    }
    List<Peer> peers = own(file);
    peers.addAll(
        external
            .getOrDefault(file.config().environment(), new TreeMap<>())
            .subMap(range.first(), true, range.last(), true)
            .values());
    peers.stream()
        .filter(peer -> range.contains(peer.prefix()))
        .findFirst()
        .ifPresent(
            peer ->
                problems.add(
                    file,
                    key,
                    "%s contains %s, which is outside of the cluster; choose another range"
                        .formatted(range, peer.text(file))));
  }

  private static List<Peer> own(StackFile file) {
    StackConfig config = file.config();
    List<Peer> peers = new ArrayList<>();
    add(peers, file, "access.adminPrefixes", config.access().adminPrefixes());
    add(peers, file, "network.dnsServers", prefixes(config.network().dnsServersOrDefault()));
    List<IpAddress> timeServers =
        config.network().ntpServersOrDefault().stream()
            .flatMap(server -> server.address().stream())
            .toList();
    add(peers, file, "network.ntpServers", prefixes(timeServers));
    add(peers, file, "network.httpsPrefixes", config.network().httpsPrefixesOrDefault());
    if (config.gitops() != null) {
      add(peers, file, "gitops.clusterCidrs", config.gitops().clusterCidrs());
    }
    return peers;
  }

  private static List<IpPrefix> prefixes(List<IpAddress> addresses) {
    return addresses.stream().map(IpAddress::toPrefix).toList();
  }

  private static void add(List<Peer> peers, StackFile file, String key, List<IpPrefix> prefixes) {
    prefixes.forEach(prefix -> peers.add(new Peer(file, key, prefix)));
  }
}

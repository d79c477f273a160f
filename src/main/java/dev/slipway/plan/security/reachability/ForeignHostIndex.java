package dev.slipway.plan.security.reachability;

import dev.slipway.value.Environment;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.PrefixTrie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds hosts of other environments by address or by network. Hosts of the own environment, which
 * are many, are not even looked at.
 */
final class ForeignHostIndex {
  private final Map<Optional<Environment>, PrefixTrie<Host>> byAddress = new HashMap<>();
  private final Map<String, Map<Optional<Environment>, List<Host>>> byNetwork = new HashMap<>();

  /** {@code addresses}: the addresses by which a host is found. */
  ForeignHostIndex(List<Host> hosts, Function<Host, Stream<IpPrefix>> addresses) {
    for (Host host : hosts) {
      PrefixTrie<Host> trie =
          byAddress.computeIfAbsent(host.environment(), environment -> new PrefixTrie<>());
      addresses.apply(host).distinct().forEach(address -> trie.add(address, host));
      byNetwork
          .computeIfAbsent(host.network(), network -> new HashMap<>())
          .computeIfAbsent(host.environment(), environment -> new ArrayList<>())
          .add(host);
    }
  }

  /** Returns hosts outside {@code environment} with an address that {@code prefix} overlaps. */
  Stream<Host> overlapping(Optional<Environment> environment, IpPrefix prefix) {
    return others(byAddress, environment).flatMap(trie -> trie.overlapping(prefix));
  }

  /** Returns hosts outside {@code environment} with an address inside {@code prefix}. */
  Stream<Host> containedIn(Optional<Environment> environment, IpPrefix prefix) {
    return others(byAddress, environment).flatMap(trie -> trie.containedIn(prefix));
  }

  /** Returns hosts outside {@code environment} in a network. */
  Stream<Host> inNetwork(Optional<Environment> environment, String network) {
    return others(byNetwork.getOrDefault(network, Map.of()), environment).flatMap(List::stream);
  }

  private static <V> Stream<V> others(
      Map<Optional<Environment>, V> all, Optional<Environment> environment) {
    return all.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(environment))
        .map(Map.Entry::getValue);
  }
}

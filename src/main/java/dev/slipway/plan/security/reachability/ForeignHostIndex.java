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
 * Finds machines of other environments by address, or in the same network, without looking at any
 * of one's own environment: of those there are many, and each may be reached.
 */
final class ForeignHostIndex {
  private final Map<Optional<Environment>, PrefixTrie<Host>> byAddress = new HashMap<>();
  private final Map<String, Map<Optional<Environment>, List<Host>>> byNetwork = new HashMap<>();

  /** {@code addresses}: those to find a machine by. */
  ForeignHostIndex(List<Host> machines, Function<Host, Stream<IpPrefix>> addresses) {
    for (Host machine : machines) {
      PrefixTrie<Host> map =
          byAddress.computeIfAbsent(machine.environment(), environment -> new PrefixTrie<>());
      addresses.apply(machine).distinct().forEach(address -> map.add(address, machine));
      byNetwork
          .computeIfAbsent(machine.network(), network -> new HashMap<>())
          .computeIfAbsent(machine.environment(), environment -> new ArrayList<>())
          .add(machine);
    }
  }

  /** Those not of {@code environment} that have an address in common with {@code prefix}. */
  Stream<Host> overlapping(Optional<Environment> environment, IpPrefix prefix) {
    return others(byAddress, environment).flatMap(map -> map.overlapping(prefix));
  }

  /** Those not of {@code environment} that have an address within {@code prefix}. */
  Stream<Host> containedIn(Optional<Environment> environment, IpPrefix prefix) {
    return others(byAddress, environment).flatMap(map -> map.containedIn(prefix));
  }

  /** Those not of {@code environment} in that network. */
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

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
final class Strangers {
  private final Map<Optional<Environment>, PrefixTrie<Machine>> byAddress = new HashMap<>();
  private final Map<String, Map<Optional<Environment>, List<Machine>>> byNetwork = new HashMap<>();

  /** {@code addresses}: those to find a machine by. */
  Strangers(List<Machine> machines, Function<Machine, Stream<IpPrefix>> addresses) {
    for (Machine machine : machines) {
      PrefixTrie<Machine> map =
          byAddress.computeIfAbsent(machine.environment(), environment -> new PrefixTrie<>());
      addresses.apply(machine).distinct().forEach(address -> map.add(address, machine));
      byNetwork
          .computeIfAbsent(machine.network(), network -> new HashMap<>())
          .computeIfAbsent(machine.environment(), environment -> new ArrayList<>())
          .add(machine);
    }
  }

  /** Those not of {@code environment} that have an address in common with {@code prefix}. */
  Stream<Machine> overlapping(Optional<Environment> environment, IpPrefix prefix) {
    return others(byAddress, environment).flatMap(map -> map.overlapping(prefix));
  }

  /** Those not of {@code environment} that have an address within {@code prefix}. */
  Stream<Machine> within(Optional<Environment> environment, IpPrefix prefix) {
    return others(byAddress, environment).flatMap(map -> map.containedIn(prefix));
  }

  /** Those not of {@code environment} in that network. */
  Stream<Machine> beside(Optional<Environment> environment, String network) {
    return others(byNetwork.getOrDefault(network, Map.of()), environment).flatMap(List::stream);
  }

  private static <V> Stream<V> others(
      Map<Optional<Environment>, V> all, Optional<Environment> environment) {
    return all.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(environment))
        .map(Map.Entry::getValue);
  }
}

package dev.slipway.config;

import dev.slipway.value.DnsLabel;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Checks that the worker pools of a stack have different slots that fit into its network. */
final class SlotRules {
  private final StackFile file;
  private final long slots;
  private final ProblemCollector problems;
  private final Map<Integer, DnsLabel> owners = new HashMap<>();

  /** Creates the rules for a network with that number of slots. */
  SlotRules(StackFile file, long slots, ProblemCollector problems) {
    this.file = file;
    this.slots = slots;
    this.problems = problems;
  }

  /** Reports pools without a slot. */
  static void requireSlots(StackConfig config, ReadProblems problems) {
    if (config.workers() == null) {
      return;
    }
    config
        .workers()
        .forEach(
            (name, pool) -> {
              String key = key(name);
              if (pool != null && pool.slot() == null && !problems.hasProblemAt(key)) {
                problems.add(
                    key,
                    "is missing; it is the permanent position of the pool's addresses, a whole"
                        + " number from 0; run ./slipway slots --write");
                problems.markReported(key);
              }
            });
  }

  void validate() {
    new TreeMap<>(file.config().workers()).forEach(this::validate);
  }

  private void validate(DnsLabel name, NodePoolConfig pool) {
    int slot = pool.slot();
    DnsLabel owner = owners.putIfAbsent(slot, name);
    if (slot >= slots) {
      problems.add(
          file,
          key(name),
          "%d does not fit into network.cidr %s; expected 0 to %d; a running pool keeps its slot, "
                  .formatted(slot, file.config().network().cidr(), slots - 1)
              + "for a new one remove the key and run ./slipway slots --write");
    } else if (owner != null) {
      problems.add(
          file,
          key(name),
          "%d is also the slot of pool %s; expected another from 0 to %d%s; a running pool keeps "
                  .formatted(slot, owner, slots - 1, example())
              + "its slot, for the new one remove the key and run ./slipway slots --write");
    }
  }

  private String example() {
    return LongStream.range(0, slots)
        .filter(
            free ->
                file.config().workers().values().stream().noneMatch(pool -> pool.slot() == free))
        .limit(1)
        .mapToObj(", for example %d"::formatted)
        .findFirst()
        .orElse("");
  }

  private static String key(DnsLabel pool) {
    return "workers.%s.slot".formatted(pool);
  }
}

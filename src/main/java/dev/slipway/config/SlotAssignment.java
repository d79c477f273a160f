package dev.slipway.config;

import dev.slipway.value.AddressLayout;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.IpPrefix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * The slots of the worker pools of one stack file that have none. A file without any slot gets them
 * in the order of the names, which was the order of the addresses before slots existed, so that no
 * address changes.
 */
public final class SlotAssignment {
  private final ComposedFile file;
  private final Map<String, MappingNode> pools;
  private final Set<Integer> used = new HashSet<>();
  private final OptionalLong slots;
  private final List<Assigned> assigned = new ArrayList<>();

  private SlotAssignment(ComposedFile file) {
    this.file = file;
    this.pools = pools(file);
    this.slots = slots(file);
    pools.values().forEach(pool -> YamlNodes.number(pool, "slot").ifPresent(used::add));
  }

  /**
   * A slot that a pool gets.
   *
   * @param reused whether an earlier pool had it, as far as the file shows: a higher one is in use
   */
  public record Assigned(String pool, int slot, boolean reused) {}

  /**
   * Reads a stack file and assigns slots; the file may have problems, also a missing slot.
   *
   * @throws InvalidFleetException if the file is not YAML
   */
  public static SlotAssignment of(Path file) {
    SlotAssignment assignment = new SlotAssignment(ComposedFile.read(file));
    assignment.assign();
    return assignment;
  }

  /** Returns the new slots in the order of the pools' names. */
  public List<Assigned> assigned() {
    return List.copyOf(assigned);
  }

  /** Returns the file's text with the new slots, and otherwise unchanged. */
  public String text() {
    StringBuilder result = new StringBuilder(file.text());
    assigned.stream()
        .map(one -> new Insertion(Objects.requireNonNull(pools.get(one.pool())), one.slot()))
        .sorted(Comparator.comparing((Insertion one) -> one.offset(file)).reversed())
        .forEach(one -> result.insert(one.offset(file), one.inserted(file)));
    return result.toString();
  }

  private void assign() {
    pools.forEach(
        (name, pool) -> {
          if (!YamlNodes.has(pool, "slot") && !pool.getValue().isEmpty()) {
            int slot = free();
            boolean reused = used.stream().anyMatch(other -> other > slot);
            used.add(slot);
            assigned.add(new Assigned(name, slot, reused));
          }
        });
  }

  /** Returns the slot after the highest one in use; the lowest free one if there is none after. */
  private int free() {
    int next = used.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    if (slots.isEmpty() || next < slots.getAsLong()) {
      return next;
    }
    return IntStream.range(0, next).filter(slot -> !used.contains(slot)).findFirst().orElse(next);
  }

  private static Map<String, MappingNode> pools(ComposedFile file) {
    Map<String, MappingNode> pools = new TreeMap<>();
    YamlNodes.entries(file.node("workers"))
        .forEach(
            (name, pool) -> {
              if (pool instanceof MappingNode mapping) {
                pools.put(name, mapping);
              }
            });
    return pools;
  }

  private static OptionalLong slots(ComposedFile file) {
    try {
      String cidr = file.value("network", "cidr").orElse("");
      return OptionalLong.of(new AddressLayout(IpPrefix.parse(cidr)).maxWorkerPools());
    } catch (IllegalArgumentException problemOfCheck) {
      return OptionalLong.empty();
    }
  }

  /** The text {@code slot: N} in the mapping of a pool. */
  private record Insertion(MappingNode pool, int slot) {

    int offset(ComposedFile file) {
      return YamlNodes.isFlow(pool)
          ? YamlNodes.end(
              file.text(), pool.getValue().get(pool.getValue().size() - 1).getValueNode())
          : YamlNodes.start(file.text(), pool.getValue().get(0).getKeyNode());
    }

    String inserted(ComposedFile file) {
      return YamlNodes.isFlow(pool)
          ? ", slot: " + slot
          : "slot: " + slot + file.newLine() + file.indent(offset(file));
    }
  }
}

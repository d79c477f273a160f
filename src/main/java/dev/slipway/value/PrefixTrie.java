package dev.slipway.value;

import inet.ipaddr.IPAddress;
import inet.ipaddr.format.util.AssociativeAddressTrie.AssociativeTrieNode;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A multimap from prefixes to values. The time of a look-up depends on its result, not on the
 * number of prefixes.
 */
public final class PrefixTrie<V> {
  private final DualIPv4v6AssociativeTries<List<V>> tries = new DualIPv4v6AssociativeTries<>();

  /** Adds a value to a prefix. */
  public void add(IpPrefix prefix, V value) {
    List<V> values = tries.get(prefix.block());
    if (values == null) {
      values = new ArrayList<>();
      tries.put(prefix.block(), values);
    }
    values.add(value);
  }

  /** Returns the values of all prefixes that {@code prefix} contains. */
  public Stream<V> containedIn(IpPrefix prefix) {
    return values(tries.elementsContainedBy(prefix.block()));
  }

  /** Returns the values of all prefixes that contain {@code prefix}. */
  public Stream<V> containing(IpPrefix prefix) {
    return values(tries.elementsContaining(prefix.block()));
  }

  /** Returns the values of all prefixes that overlap {@code prefix}, some of them twice. */
  public Stream<V> overlapping(IpPrefix prefix) {
    return Stream.concat(containedIn(prefix), containing(prefix));
  }

  private Stream<V> values(@Nullable AssociativeTrieNode<? extends IPAddress, List<V>> found) {
    if (found == null) {
      return Stream.empty();
    }
    List<V> values = new ArrayList<>();
    found.nodeIterator(true).forEachRemaining(node -> values.addAll(node.getValue()));
    return values.stream();
  }
}

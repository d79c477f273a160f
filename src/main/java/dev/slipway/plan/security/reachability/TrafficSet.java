package dev.slipway.plan.security.reachability;

import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An exact set of packets, by protocol and by destination port, or ICMP type and code. Equal sets
 * are equal values.
 *
 * @param ranges sorted, with a gap between two neighbors
 */
public record TrafficSet(List<Range> ranges) {
  /** Values of the 16 bits for each protocol: a port, or a type and a code. */
  static final int VALUES_PER_PROTOCOL = 1 << 16;

  private static final int PROTOCOLS = 1 << 8;
  private static final int CODES = 1 << 8;

  /** No packet. */
  public static final TrafficSet NONE = new TrafficSet(List.of());

  /** Every packet. */
  public static final TrafficSet ALL = range(0, PROTOCOLS * VALUES_PER_PROTOCOL - 1);

  /** A range of protocol × 65536 + port, or protocol × 65536 + type × 256 + code. */
  record Range(int first, int last) {
    boolean touches(Range later) {
      return later.first <= last + 1;
    }

    Range with(Range other) {
      return new Range(first, Math.max(last, other.last));
    }
  }

  /** Copies the list. */
  public TrafficSet {
    ranges = List.copyOf(ranges);
  }

  /** Returns the packets of named traffic. */
  public static TrafficSet of(Traffic traffic) {
    Protocol protocol = traffic.protocol();
    if (protocol.hasPorts()) {
      return ports(protocol.number(), traffic.first(), traffic.last());
    }
    return protocol.hasTypes()
        ? icmpType(protocol.number(), traffic.first())
        : protocol(protocol.number());
  }

  /** Returns every packet of a protocol, by IANA's number. */
  public static TrafficSet protocol(int number) {
    return ports(number, 0, VALUES_PER_PROTOCOL - 1);
  }

  /** Returns the packets of a protocol to these destination ports. */
  public static TrafficSet ports(int protocol, int first, int last) {
    return range(protocol * VALUES_PER_PROTOCOL + first, protocol * VALUES_PER_PROTOCOL + last);
  }

  /** Returns the packets of ICMP or ICMPv6 with a type and any code. */
  public static TrafficSet icmpType(int protocol, int type) {
    return ports(protocol, type * CODES, type * CODES + CODES - 1);
  }

  /** Returns the packets of ICMP or ICMPv6 with a type and a code. */
  public static TrafficSet icmpCode(int protocol, int type, int code) {
    return ports(protocol, type * CODES + code, type * CODES + code);
  }

  /** Returns the packets that are in any of the sets. */
  public static TrafficSet union(Stream<TrafficSet> sets) {
    List<Range> joined = new ArrayList<>();
    sets.flatMap(set -> set.ranges.stream())
        .sorted(Comparator.comparingInt(Range::first))
        .forEach(range -> join(joined, range));
    return new TrafficSet(joined);
  }

  private static void join(List<Range> joined, Range next) {
    int end = joined.size() - 1;
    if (end >= 0 && joined.get(end).touches(next)) {
      joined.set(end, joined.get(end).with(next));
    } else {
      joined.add(next);
    }
  }

  /** Returns the packets that are in this set or in the other. */
  public TrafficSet union(TrafficSet other) {
    return union(Stream.of(this, other));
  }

  /** Returns the packets that are in both sets. */
  public TrafficSet intersect(TrafficSet other) {
    List<Range> both = new ArrayList<>();
    for (Range one : ranges) {
      for (Range two : other.ranges) {
        int first = Math.max(one.first, two.first);
        int last = Math.min(one.last, two.last);
        if (first <= last) {
          both.add(new Range(first, last));
        }
      }
    }
    return new TrafficSet(both);
  }

  /** Returns the packets that are only in this set. */
  public TrafficSet minus(TrafficSet other) {
    return intersect(other.complement());
  }

  private TrafficSet complement() {
    List<Range> between = new ArrayList<>();
    int next = 0;
    for (Range range : ranges) {
      if (next < range.first) {
        between.add(new Range(next, range.first - 1));
      }
      next = range.last + 1;
    }
    int end = PROTOCOLS * VALUES_PER_PROTOCOL - 1;
    if (next <= end) {
      between.add(new Range(next, end));
    }
    return new TrafficSet(between);
  }

  /** Whether the set is empty. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Whether every packet of the other set is in this one. */
  public boolean contains(TrafficSet other) {
    return other.minus(this).isEmpty();
  }

  private static TrafficSet range(int first, int last) {
    return new TrafficSet(List.of(new Range(first, last)));
  }

  /** Returns for example {@code tcp 443, tcp 2379-2380, icmp 8}. */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "nothing";
    }
    return equals(ALL)
        ? "any protocol"
        : ranges.stream().flatMap(TrafficFormat::of).collect(Collectors.joining(", "));
  }
}

package dev.slipway.plan.security.reachability;

import dev.slipway.plan.security.reachability.TrafficSet.Range;
import dev.slipway.value.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Formats ranges of traffic, for example {@code tcp 443}, {@code icmp 8 code 0}, {@code gre}. */
final class TrafficFormat {
  private static final int CODES = 1 << 8;

  private TrafficFormat() {}

  static Stream<String> of(Range range) {
    List<String> words = new ArrayList<>();
    int first = range.first() / TrafficSet.VALUES_PER_PROTOCOL;
    int last = range.last() / TrafficSet.VALUES_PER_PROTOCOL;
    for (int protocol = first; protocol <= last; protocol++) {
      int from = protocol == first ? range.first() % TrafficSet.VALUES_PER_PROTOCOL : 0;
      int to =
          protocol == last
              ? range.last() % TrafficSet.VALUES_PER_PROTOCOL
              : TrafficSet.VALUES_PER_PROTOCOL - 1;
      words.add(part(protocol, from, to));
    }
    return words.stream();
  }

  private static String part(int protocol, int from, int to) {
    Optional<Protocol> known = Protocol.numbered(protocol);
    String name = known.map(Protocol::text).orElse("protocol " + protocol);
    if (from == 0 && to == TrafficSet.VALUES_PER_PROTOCOL - 1) {
      return name;
    }
    if (known.filter(Protocol::hasTypes).isEmpty()) {
      return name + " " + span(from, to);
    }
    return from % CODES == 0 && to % CODES == CODES - 1
        ? name + " " + span(from / CODES, to / CODES)
        : name + " " + code(from) + (from == to ? "" : " to " + code(to));
  }

  private static String code(int typeAndCode) {
    return typeAndCode / CODES + " code " + typeAndCode % CODES;
  }

  private static String span(int from, int to) {
    return from == to ? String.valueOf(from) : from + "-" + to;
  }
}

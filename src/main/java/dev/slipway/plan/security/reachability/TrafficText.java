package dev.slipway.plan.security.reachability;

import dev.slipway.plan.security.reachability.TrafficSet.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Ranges of traffic in words: {@code tcp 443}, {@code icmp 8 code 0}, {@code gre}. */
final class TrafficText {
  private static final int CODES = 1 << 8;

  private TrafficText() {}

  static Stream<String> of(Range range) {
    List<String> words = new ArrayList<>();
    int first = range.first() / TrafficSet.KINDS;
    int last = range.last() / TrafficSet.KINDS;
    for (int protocol = first; protocol <= last; protocol++) {
      int from = protocol == first ? range.first() % TrafficSet.KINDS : 0;
      int to = protocol == last ? range.last() % TrafficSet.KINDS : TrafficSet.KINDS - 1;
      words.add(part(protocol, from, to));
    }
    return words.stream();
  }

  private static String part(int protocol, int from, int to) {
    String name = ProtocolNames.of(protocol);
    if (from == 0 && to == TrafficSet.KINDS - 1) {
      return name;
    }
    if (!ProtocolNames.isIcmp(protocol)) {
      return name + " " + span(from, to);
    }
    return from % CODES == 0 && to % CODES == CODES - 1
        ? name + " " + span(from / CODES, to / CODES)
        : name + " " + code(from) + (from == to ? "" : " to " + code(to));
  }

  private static String code(int place) {
    return place / CODES + " code " + place % CODES;
  }

  private static String span(int from, int to) {
    return from == to ? String.valueOf(from) : from + "-" + to;
  }
}

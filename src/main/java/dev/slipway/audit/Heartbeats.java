package dev.slipway.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The numbers of heartbeats that were found. A missing one is an event that every sink lacks. */
final class Heartbeats {
  private final Map<String, BitSet> numbers = new TreeMap<>();

  void add(Heartbeat heartbeat) {
    numbers.computeIfAbsent(heartbeat.series(), series -> new BitSet()).set(heartbeat.number());
  }

  /** Returns the missing ranges between the first and the last number of each series. */
  List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    numbers.forEach((series, found) -> gaps.addAll(gaps(series, found)));
    return gaps;
  }

  private static List<String> gaps(String series, BitSet found) {
    List<String> gaps = new ArrayList<>();
    int next = found.nextClearBit(found.nextSetBit(0));
    while (next < found.length()) {
      int end = found.nextSetBit(next);
      gaps.add("heartbeats %d to %d of series %s".formatted(next, end - 1, series));
      next = found.nextClearBit(end);
    }
    return gaps;
  }
}

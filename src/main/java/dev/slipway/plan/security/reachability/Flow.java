package dev.slipway.plan.security.reachability;

import java.util.Comparator;

/**
 * Traffic from one side to the other.
 *
 * @param from name of a host, or prefixes
 * @param to name of a host, or prefixes
 */
public record Flow(String from, String to, TrafficSet traffic) implements Comparable<Flow> {
  private static final Comparator<Flow> ORDER =
      Comparator.comparing(Flow::from)
          .thenComparing(Flow::to)
          .thenComparing(flow -> flow.traffic().toString());

  @Override
  public int compareTo(Flow other) {
    return ORDER.compare(this, other);
  }

  /** Returns for example {@code 198.51.100.0/28 to staging-load-balancer: tcp 6443}. */
  @Override
  public String toString() {
    return from + " to " + to + ": " + traffic;
  }
}

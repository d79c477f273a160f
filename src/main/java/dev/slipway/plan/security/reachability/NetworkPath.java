package dev.slipway.plan.security.reachability;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A way from one machine to another, hop by hop; each machine on it belongs to the fleet. */
public record NetworkPath(List<Hop> hops) {

  /** Copies the list, which is not empty. */
  public NetworkPath {
    hops = List.copyOf(hops);
  }

  /** Where it begins. */
  public Host from() {
    return hops.get(0).from();
  }

  /** Where it ends. */
  public Host to() {
    return hops.get(hops.size() - 1).to();
  }

  /** A numbered line a hop, with the two rules of each below it. */
  @Override
  public String toString() {
    return IntStream.range(0, hops.size())
        .mapToObj(i -> "  " + (i + 1) + ". " + hops.get(i))
        .collect(Collectors.joining("\n"));
  }
}

package dev.slipway.plan.security.reachability;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A path from one host to another, hop by hop. Every host on it belongs to the fleet. */
public record NetworkPath(List<Hop> hops) {

  /** Copies the list, which is not empty. */
  public NetworkPath {
    hops = List.copyOf(hops);
  }

  /** Returns the first host. */
  public Host from() {
    return hops.get(0).from();
  }

  /** Returns the last host. */
  public Host to() {
    return hops.get(hops.size() - 1).to();
  }

  /** Returns a numbered line for each hop, followed by its two rules. */
  @Override
  public String toString() {
    return IntStream.range(0, hops.size())
        .mapToObj(i -> "  " + (i + 1) + ". " + hops.get(i))
        .collect(Collectors.joining("\n"));
  }
}

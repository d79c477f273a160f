package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.value.Traffic;
import java.util.List;

/**
 * Who may reach whom, exactly: every answer is about all packets of both IP versions. Time grows
 * with machines, rules and what is found, never with pairs of machines.
 */
public final class Reachability {
  private final Segmentation segmentation;
  private final Hops hops;
  private final Outside outside;

  /** About one state of a fleet. */
  public Reachability(Segmentation segmentation) {
    this.segmentation = segmentation;
    this.hops = new Hops(segmentation);
    this.outside = new Outside(segmentation, hops);
  }

  /** All by which one machine may reach another in one step. */
  public TrafficSet traffic(Machine from, Machine to) {
    return hops.between(from, to).map(Hop::traffic).orElse(TrafficSet.NONE);
  }

  /** Whether all packets of {@code traffic} may go from one machine to another in one step. */
  public boolean mayReach(Machine from, Machine to, Traffic traffic) {
    return traffic(from, to).contains(TrafficSet.of(traffic));
  }

  /**
   * Ways from one environment into another, through any chain of machines: the shortest into each
   * machine from each other environment. None: no environment reaches another.
   */
  public List<Path> crossings() {
    return new Crossings(segmentation, hops).all();
  }

  /** Halves of such ways: rules that alone would let another environment's machine pass. */
  public List<Opening> openings() {
    return new Openings(segmentation, hops).all();
  }

  /** Everything that passes between machines, in one step. */
  public List<Hop> hops() {
    return new AllHops(segmentation, hops).all();
  }

  /** What addresses that are not the fleet's may reach; {@code 0.0.0.0/0} is the Internet. */
  public List<Flow> fromOutside(Machine machine) {
    return outside.flows(machine, Direction.INGRESS);
  }

  /** Which addresses that are not the fleet's may be reached. */
  public List<Flow> toOutside(Machine machine) {
    return outside.flows(machine, Direction.EGRESS);
  }
}

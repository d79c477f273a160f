package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.value.Traffic;
import java.util.List;

/**
 * Who may reach whom, exactly: every answer is about all packets of both IP versions. Time grows
 * with machines, rules and what is found, never with pairs of machines.
 */
public final class Reachability {
  private final NetworkModel segmentation;
  private final HopFinder hops;
  private final ExternalFlows outside;

  /** About one state of a fleet. */
  public Reachability(NetworkModel segmentation) {
    this.segmentation = segmentation;
    this.hops = new HopFinder(segmentation);
    this.outside = new ExternalFlows(segmentation, hops);
  }

  /** All by which one machine may reach another in one step. */
  public TrafficSet traffic(Host from, Host to) {
    return hops.between(from, to).map(Hop::traffic).orElse(TrafficSet.NONE);
  }

  /** Whether all packets of {@code traffic} may go from one machine to another in one step. */
  public boolean mayReach(Host from, Host to, Traffic traffic) {
    return traffic(from, to).contains(TrafficSet.of(traffic));
  }

  /**
   * Ways from one environment into another, through any chain of machines: the shortest into each
   * machine from each other environment. None: no environment reaches another.
   */
  public List<NetworkPath> crossEnvironmentPaths() {
    return new CrossEnvironmentPaths(segmentation, hops).all();
  }

  /** Halves of such ways: rules that alone would let another environment's machine pass. */
  public List<CrossEnvironmentRule> crossEnvironmentRules() {
    return new CrossEnvironmentRules(segmentation, hops).all();
  }

  /** Everything that passes between machines, in one step. */
  public List<Hop> hops() {
    return hops.all();
  }

  /** What addresses that are not the fleet's may reach; {@code 0.0.0.0/0} is the Internet. */
  public List<Flow> fromOutside(Host machine) {
    return outside.flows(machine, Direction.INGRESS);
  }

  /** Which addresses that are not the fleet's may be reached. */
  public List<Flow> toOutside(Host machine) {
    return outside.flows(machine, Direction.EGRESS);
  }
}

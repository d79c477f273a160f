package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.value.Traffic;
import java.util.List;

/**
 * Answers questions about one network model. Every answer is exact: it covers all packets of both
 * IP versions. The time grows with the hosts, rules and results, not with the pairs of hosts.
 */
public final class Reachability {
  private final NetworkModel model;
  private final HopFinder hops;
  private final ExternalFlows external;

  /** Prepares the indexes of the model. */
  public Reachability(NetworkModel model) {
    this.model = model;
    this.hops = new HopFinder(model);
    this.external = new ExternalFlows(model, hops);
  }

  /** Returns all traffic from one host to another that needs no other host. */
  public TrafficSet traffic(Host from, Host to) {
    return hops.between(from, to).map(Hop::traffic).orElse(TrafficSet.NONE);
  }

  /** Whether one host reaches another directly with all packets of {@code traffic}. */
  public boolean mayReach(Host from, Host to, Traffic traffic) {
    return traffic(from, to).contains(TrafficSet.of(traffic));
  }

  /**
   * Returns the paths from one environment to another, over any number of hosts: the shortest path
   * to each host from each other environment. Without a path, environments are separate.
   */
  public List<NetworkPath> crossEnvironmentPaths() {
    return new CrossEnvironmentPaths(model, hops).all();
  }

  /** Returns the rules that cover an address of another environment. */
  public List<CrossEnvironmentRule> crossEnvironmentRules() {
    return new CrossEnvironmentRules(model, hops).all();
  }

  /** Returns all direct traffic between hosts. */
  public List<Hop> hops() {
    return hops.all();
  }

  /** Returns the traffic from addresses outside the fleet; {@code 0.0.0.0/0} is the Internet. */
  public List<Flow> fromOutside(Host host) {
    return external.flows(host, Direction.INGRESS);
  }

  /** Returns the traffic to addresses outside the fleet; {@code 0.0.0.0/0} is the Internet. */
  public List<Flow> toOutside(Host host) {
    return external.flows(host, Direction.EGRESS);
  }
}

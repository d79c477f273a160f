package dev.slipway.plan.model;

import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.List;

/**
 * A listener of Octavia's load balancer. It forwards to the same port of each control-plane node.
 *
 * @param name {@code kubernetes}, {@code talos} or {@code audit-store}
 * @param allowed allowed CIDRs, sorted; empty for OVN, where the control plane's group decides
 */
public record ListenerPlan(String name, Traffic traffic, List<IpPrefix> allowed) {

  /** Copies the list. */
  public ListenerPlan {
    allowed = List.copyOf(allowed);
  }
}

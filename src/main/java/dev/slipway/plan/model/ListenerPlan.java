package dev.slipway.plan.model;

import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.List;

/**
 * A port at which Octavia's load balancer listens, and passes on to the same port of each control
 * plane node.
 *
 * @param name {@code kubernetes} or {@code talos}
 * @param allowed who may connect, canonical; empty where the control plane's own group decides,
 *     since it sees the client
 */
public record ListenerPlan(String name, Traffic traffic, List<IpPrefix> allowed) {

  /** Copies the list. */
  public ListenerPlan {
    allowed = List.copyOf(allowed);
  }
}

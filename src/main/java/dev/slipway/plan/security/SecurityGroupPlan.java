package dev.slipway.plan.security;

import dev.slipway.plan.cluster.NodeRole;
import java.util.List;

/** A security group and all of its rules; as it is compiled, in canonical order, none twice. */
public record SecurityGroupPlan(
    String name, NodeRole role, String description, List<SecurityRule> rules) {

  /** Copies the list. */
  public SecurityGroupPlan {
    rules = List.copyOf(rules);
  }

  /** The same group with other rules. */
  SecurityGroupPlan with(List<SecurityRule> others) {
    return new SecurityGroupPlan(name, role, description, others);
  }
}

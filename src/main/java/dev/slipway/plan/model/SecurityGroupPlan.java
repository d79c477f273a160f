package dev.slipway.plan.model;

import java.util.List;

/** A security group and all of its rules; as it is compiled, in canonical order, none twice. */
public record SecurityGroupPlan(
    String name, ServerRole role, String description, List<SecurityRule> rules) {

  /** Copies the list. */
  public SecurityGroupPlan {
    rules = List.copyOf(rules);
  }

  /** The same group with other rules. */
  public SecurityGroupPlan with(List<SecurityRule> others) {
    return new SecurityGroupPlan(name, role, description, others);
  }
}

package dev.slipway.plan.model;

import java.util.List;

/** A security group and its rules; compiled rules are sorted by key, without duplicates. */
public record SecurityGroupPlan(
    String name, ServerRole role, String description, List<SecurityRule> rules) {

  /** Copies the list. */
  public SecurityGroupPlan {
    rules = List.copyOf(rules);
  }

  /** Returns the same group with other rules. */
  public SecurityGroupPlan with(List<SecurityRule> replaced) {
    return new SecurityGroupPlan(name, role, description, replaced);
  }
}

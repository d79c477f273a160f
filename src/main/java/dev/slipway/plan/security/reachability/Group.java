package dev.slipway.plan.security.reachability;

import java.util.List;

/**
 * A security group.
 *
 * @param name unique in the network model
 */
public record Group(String name, List<Rule> rules) {

  /** Copies the list. */
  public Group {
    rules = List.copyOf(rules);
  }
}

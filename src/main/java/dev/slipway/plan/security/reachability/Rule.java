package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.value.IpPrefix;

/**
 * A rule of a security group, planned or live.
 *
 * @param name key of a planned rule, id of a live one
 * @param ipVersion 4 or 6
 * @param remote never missing: no remote in Neutron is the whole IP version here, and an address
 *     group is one rule for each of its prefixes
 * @param traffic for a live rule, see {@link NeutronTrafficParser}
 * @param reason why the rule exists, or its description
 * @param configKey the key of the stack file that lists the remote addresses; empty if none does
 */
public record Rule(
    String name,
    Direction direction,
    int ipVersion,
    Remote remote,
    TrafficSet traffic,
    String reason,
    String configKey) {

  /** The other side of a rule. */
  public sealed interface Remote {
    /** Members of the security group of that name. */
    record Group(String name) implements Remote {
      @Override
      public String toString() {
        return name;
      }
    }

    /** Addresses. */
    record Prefix(IpPrefix prefix) implements Remote {
      @Override
      public String toString() {
        return prefix.toString();
      }
    }

    private static Remote of(SecurityRule.Remote planned) {
      return planned instanceof SecurityRule.Remote.Prefix prefix
          ? new Prefix(prefix.prefix())
          : new Group(planned.toString());
    }
  }

  /** Returns a planned rule. */
  public static Rule of(SecurityRule rule) {
    return new Rule(
        rule.key(),
        rule.direction(),
        rule.ipVersion(),
        Remote.of(rule.remote()),
        TrafficSet.of(rule.traffic()),
        rule.description(),
        rule.configKey());
  }
}

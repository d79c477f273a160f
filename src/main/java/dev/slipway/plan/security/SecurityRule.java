package dev.slipway.plan.security;

import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;

/**
 * One rule of Neutron's, with a remote side always named.
 *
 * @param ipVersion 4 or 6
 * @param remote a group of the same cluster, or a prefix
 * @param description at most {@value #LONGEST_DESCRIPTION} characters
 */
public record SecurityRule(
    Direction direction, int ipVersion, Traffic traffic, Remote remote, String description) {
  /** Neutron's column width. */
  public static final int LONGEST_DESCRIPTION = 255;

  /** Seen from the group that has the rule. */
  public enum Direction {
    INGRESS,
    EGRESS
  }

  /** Who is on the other side. */
  public sealed interface Remote {
    /** Members of a security group of this project, by the group's name. */
    record GroupName(String name) implements Remote {
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
  }

  /** Cuts what Neutron would refuse. */
  public SecurityRule {
    if (description.length() > LONGEST_DESCRIPTION) {
      description = description.substring(0, LONGEST_DESCRIPTION - 1) + "…";
    }
  }

  /** What the rule means, without its wording: stays the same when a reason is reworded. */
  public String identity() {
    return String.join(
        "-",
        direction.name().toLowerCase(java.util.Locale.ROOT),
        "ipv" + ipVersion,
        traffic.ports().replace(' ', '-'),
        remote.toString().replace('/', '_').replace(':', '.'));
  }
}

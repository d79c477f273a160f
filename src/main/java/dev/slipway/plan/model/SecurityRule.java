package dev.slipway.plan.model;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Locale;

/**
 * A security group rule. Its remote side is always named.
 *
 * @param ipVersion 4 or 6
 * @param remote a group of the same cluster, or a prefix
 * @param externals the external peers whose addresses are in the prefix, sorted, without
 *     duplicates; empty for a group
 * @param reasons the reasons of all connections that need the rule, sorted, without duplicates
 */
public record SecurityRule(
    Direction direction,
    int ipVersion,
    Traffic traffic,
    Remote remote,
    List<Peer.External> externals,
    List<String> reasons) {
  /** Largest number of characters of a description in Neutron. */
  public static final int LONGEST_DESCRIPTION = 255;

  /** Direction as seen from the group of the rule. */
  public enum Direction {
    INGRESS,
    EGRESS
  }

  /** The other side of a rule. */
  public sealed interface Remote {
    /** The servers of one role of the same cluster: members of the role's security group. */
    record Group(DnsLabel cluster, ServerRole role) implements Remote {
      /** Returns the security group's name. */
      public String name() {
        return role.groupName(cluster);
      }

      @Override
      public String toString() {
        return name();
      }
    }

    /** Addresses. */
    record Prefix(IpPrefix prefix) implements Remote {
      @Override
      public String toString() {
        return prefix.toString();
      }
    }

    /** Whether this side certainly includes every address of the other in one IP version. */
    default boolean covers(Remote other) {
      if (!(this instanceof Prefix own)) {
        return equals(other);
      }
      return other instanceof Prefix others
          ? own.prefix().contains(others.prefix())
          : own.prefix().length() == 0;
    }
  }

  /** Sorts the lists. */
  public SecurityRule {
    externals = externals.stream().distinct().sorted().toList();
    reasons = reasons.stream().distinct().sorted().toList();
  }

  /** Whether this rule certainly allows everything that the other one allows. */
  public boolean covers(SecurityRule other) {
    return direction == other.direction
        && ipVersion == other.ipVersion
        && traffic.covers(other.traffic)
        && remote.covers(other.remote);
  }

  /**
   * Returns the key of the rule, for example {@code ingress-ipv4-tcp-6443-198.51.100.0_28}. The
   * resource name is the group's name and this key. It does not depend on reasons and labels.
   */
  public String key() {
    return String.join(
        "-",
        direction.name().toLowerCase(Locale.ROOT),
        "ipv" + ipVersion,
        traffic.protocolAndPorts().replace(' ', '-'),
        remote.toString().replace('/', '_').replace(':', '.'));
  }

  /** Returns the key of the stack file that lists the remote addresses; empty if none does. */
  public String configKey() {
    return externals.stream()
        .map(Peer.External::configKey)
        .filter(key -> !key.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Returns the reasons, at most {@value #LONGEST_DESCRIPTION} characters, cut between reasons. */
  public String description() {
    String all = String.join("; ", reasons);
    for (int left = reasons.size() - 1; left > 0 && all.length() > LONGEST_DESCRIPTION; left--) {
      String some = String.join("; ", reasons.subList(0, left));
      all = some + "; and " + (reasons.size() - left) + " more";
    }
    return all.length() <= LONGEST_DESCRIPTION
        ? all
        : all.substring(0, LONGEST_DESCRIPTION - 1) + "…";
  }
}

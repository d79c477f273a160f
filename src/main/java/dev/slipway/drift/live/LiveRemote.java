package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.value.IpPrefix;

/** The remote side of a security group rule. */
public sealed interface LiveRemote {

  /** Any address: the rule has no remote attribute. */
  record Any() implements LiveRemote {}

  /** A range of addresses. */
  record Prefix(IpPrefix prefix) implements LiveRemote {}

  /** All members of a security group. */
  record Group(String id) implements LiveRemote {}

  /** Prefixes in an object of their own, which may change without the rule. */
  record AddressGroup(String id) implements LiveRemote {}

  static LiveRemote of(JsonNode rule) {
    if (rule.hasNonNull("remote_ip_prefix")) {
      return new Prefix(IpPrefix.parseLenient(rule.path("remote_ip_prefix").asText()));
    }
    if (rule.hasNonNull("remote_group_id")) {
      return new Group(rule.path("remote_group_id").asText());
    }
    return rule.hasNonNull("remote_address_group_id")
        ? new AddressGroup(rule.path("remote_address_group_id").asText())
        : new Any();
  }
}

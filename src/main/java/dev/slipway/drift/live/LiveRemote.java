package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.value.IpPrefix;

/** The other side of a rule. */
public sealed interface LiveRemote {

  /** Nobody is named, so it is everybody. */
  record Anybody() implements LiveRemote {}

  /** Addresses. */
  record Prefix(IpPrefix prefix) implements LiveRemote {}

  /** Members of a security group. */
  record Group(String id) implements LiveRemote {}

  /** Prefixes that are kept apart from the rule, and may change without it. */
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
        : new Anybody();
  }
}

package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.NeutronTrafficParser;
import dev.slipway.plan.security.reachability.TrafficSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A security group rule.
 *
 * @param ipVersion 4 or 6, from Neutron's {@code ethertype}
 */
public record LiveRule(
    String id,
    Direction direction,
    int ipVersion,
    TrafficSet traffic,
    LiveRemote remote,
    String description) {

  static LiveRule of(JsonNode rule) {
    int ipVersion = rule.path("ethertype").asText().equals("IPv6") ? 6 : 4;
    return new LiveRule(
        rule.path("id").asText(),
        Direction.valueOf(rule.path("direction").asText().toUpperCase(Locale.ROOT)),
        ipVersion,
        NeutronTrafficParser.parse(
            ipVersion,
            rule.path("protocol").textValue(),
            number(rule.path("port_range_min")),
            number(rule.path("port_range_max"))),
        LiveRemote.of(rule),
        rule.path("description").asText(""));
  }

  private static @Nullable Integer number(JsonNode field) {
    return field.isNumber() ? field.asInt() : null;
  }
}

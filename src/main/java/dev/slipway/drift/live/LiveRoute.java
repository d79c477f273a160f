package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A route of a router, or a host route of a subnet. */
public record LiveRoute(String destination, String gateway) {

  static List<LiveRoute> listOf(JsonNode routes) {
    return JsonArrays.of(routes)
        .map(one -> new LiveRoute(one.path("destination").asText(), one.path("nexthop").asText()))
        .toList();
  }

  @Override
  public String toString() {
    return destination + " via " + gateway;
  }
}

package dev.slipway.recovery;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource whose creation had begun when an update was interrupted.
 *
 * @param type the Pulumi type, for example {@code openstack:networking/port:Port}
 * @param inputs the inputs of the resource
 */
public record PendingCreate(String urn, String type, JsonNode inputs) {

  /** Returns the resource's name. */
  public String name() {
    return urn.substring(urn.lastIndexOf("::") + 2);
  }

  /** Returns an input as text; empty if it is not set. */
  String input(String key) {
    return inputs.path(key).asText("");
  }
}

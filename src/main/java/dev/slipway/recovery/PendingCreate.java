package dev.slipway.recovery;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource that an update had begun to make when it ended.
 *
 * @param type Pulumi's, for example {@code openstack:networking/port:Port}
 * @param inputs what was asked of the cloud
 */
public record PendingCreate(String urn, String type, JsonNode inputs) {

  /** The resource's name in the program. */
  public String name() {
    return urn.substring(urn.lastIndexOf("::") + 2);
  }

  /** An input as text; empty where it was not given. */
  String input(String key) {
    return inputs.path(key).asText("");
  }
}

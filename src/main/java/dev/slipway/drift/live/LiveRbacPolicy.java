package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An RBAC policy: permits another project to use an object of this one.
 *
 * @param type Neutron's {@code object_type}, for example {@code security_group}
 * @param target the other project's id, or {@code *} for every project
 */
public record LiveRbacPolicy(String id, String type, String objectId, String target) {

  static LiveRbacPolicy of(JsonNode policy) {
    return new LiveRbacPolicy(
        policy.path("id").asText(),
        policy.path("object_type").asText(),
        policy.path("object_id").asText(),
        policy.path("target_tenant").asText());
  }
}

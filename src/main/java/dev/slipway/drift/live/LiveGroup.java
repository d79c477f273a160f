package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A security group that the project can read.
 *
 * @param projectId id of its owner; another project's group is a shared one
 * @param created Neutron's {@code created_at}, in ISO 8601
 * @param stateful whether replies are allowed automatically
 */
public record LiveGroup(
    String id,
    String name,
    String projectId,
    String created,
    boolean stateful,
    List<LiveRule> rules) {
  /** Copies the list. */
  public LiveGroup {
    rules = List.copyOf(rules);
  }

  static LiveGroup of(JsonNode group) {
    return new LiveGroup(
        group.path("id").asText(),
        group.path("name").asText(),
        group.path("project_id").asText(),
        group.path("created_at").asText(""),
        group.path("stateful").asBoolean(true),
        JsonArrays.of(group.path("security_group_rules")).map(LiveRule::of).toList());
  }
}

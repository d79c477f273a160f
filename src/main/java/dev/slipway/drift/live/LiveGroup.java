package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A security group that the project sees.
 *
 * @param projectId of its owner; another project's is one that was shared
 * @param created Neutron's time, in ISO 8601
 * @param stateful else answers need rules of their own
 */
public record LiveGroup(
    String id,
    String name,
    String projectId,
    String created,
    boolean stateful,
    List<LiveRule> rules) {
  /** The group that Neutron makes in every project, and puts ports into that name none. */
  public static final String DEFAULT = "default";

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

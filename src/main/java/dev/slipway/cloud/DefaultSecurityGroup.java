package dev.slipway.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The security group that Neutron creates in every project, with rules that allow all egress. */
public final class DefaultSecurityGroup {
  /** Name that Neutron gives it. */
  public static final String NAME = "default";

  private DefaultSecurityGroup() {}

  /** Deletes all rules of the group and returns their number. */
  public static int clear(OpenStackClient cloud) {
    List<String> rules = ruleIds(cloud);
    rules.forEach(id -> cloud.delete(Service.NETWORK, "/security-group-rules/" + id));
    return rules.size();
  }

  /** Returns the ids of the group's rules; a group that another project shares is skipped. */
  private static List<String> ruleIds(OpenStackClient cloud) {
    List<String> ids = new ArrayList<>();
    for (JsonNode group : cloud.list(Service.NETWORK, "/security-groups", "security_groups")) {
      boolean own = group.path("project_id").asText().equals(cloud.projectId());
      if (own && group.path("name").asText().equals(NAME)) {
        group.path("security_group_rules").forEach(rule -> ids.add(rule.path("id").asText()));
      }
    }
    return ids;
  }
}

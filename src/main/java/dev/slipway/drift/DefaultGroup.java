package dev.slipway.drift;

import dev.slipway.cloud.Cloud;
import dev.slipway.cloud.Service;
import dev.slipway.drift.live.LiveGroup;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.drift.live.LiveRule;
import java.util.List;

/** The security group that Neutron makes in every project, with "everything may leave" in it. */
public final class DefaultGroup {
  private DefaultGroup() {}

  /** Deletes its rules, and says how many there were. */
  public static int close(Cloud cloud) {
    LiveProject live = LiveProject.read(cloud);
    Ours nothing = new Ours(live, List.of());
    List<String> rules =
        live.groups().stream()
            .filter(nothing::isDefault)
            .map(LiveGroup::rules)
            .flatMap(List::stream)
            .map(LiveRule::id)
            .toList();
    rules.forEach(id -> cloud.delete(Service.NETWORK, "/security-group-rules/" + id));
    return rules.size();
  }
}

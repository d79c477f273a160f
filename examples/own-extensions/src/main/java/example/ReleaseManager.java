package example;

import dev.slipway.plan.model.OwnRole;
import dev.slipway.plan.model.OwnRole.Rule;
import java.util.List;

/** A role of people who watch releases, and scale Deployments. */
final class ReleaseManager {
  static final OwnRole ROLE =
      new OwnRole(
          "release-manager",
          List.of(
              new Rule("apps", List.of("deployments"), List.of("get", "list", "watch")),
              new Rule("apps", List.of("deployments/scale"), List.of("get", "patch"))));

  private ReleaseManager() {}
}

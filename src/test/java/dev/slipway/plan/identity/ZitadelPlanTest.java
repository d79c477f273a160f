package dev.slipway.plan.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ZitadelPlanTest {
  private static final ClusterPlan.Identity SHIPPED = FleetFixture.cluster("staging").identity();

  /** A session that Zitadel still accepts must not be too old for the API server. */
  @Test
  void factorsAreCheckedAgainBeforeTheApiServerRefusesTheSession() {
    ZitadelPlan.loginPolicy().values().values().stream()
        .filter(Duration.class::isInstance)
        .map(Duration.class::cast)
        .forEach(one -> assertTrue(one.toSeconds() <= SignInPolicy.LONGEST_LIFE, one::toString));
  }

  /** Zitadel has one grant of a user for each project. */
  @Test
  void aUserGetsOneGrantWithAllRoles() {
    var zitadel =
        new ClusterPlan.Zitadel(
            "1", Map.of("operator", List.of("7", "8"), "auditor", List.of("7")));
    var identity =
        new ClusterPlan.Identity(SHIPPED.issuer(), "2", "3", List.of("4"), Optional.of(zitadel));
    assertEquals(
        Map.of("7", List.of("auditor", "operator"), "8", List.of("operator")),
        new ZitadelPlan("staging", identity, List.of()).grants());
  }
}

package dev.slipway.plan.cluster;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UserDataTest {
  private final FleetPlan fleet = FleetFixture.fleet();
  private final ClusterPlan cluster = FleetFixture.cluster("staging-osl2");

  @Test
  void theShippedFleetFits() {
    nonEmpty(fleet.clusters())
        .forEach(
            one ->
                assertEquals(
                    List.of(), UserData.sizeProblems(one, InlineManifest.all("kind: List"))));
  }

  /** Only control planes carry manifests. */
  @Test
  void namesEveryServerThatNovaWouldRefuse() {
    List<String> problems = UserData.sizeProblems(cluster, InlineManifest.all(noise(60_000)));
    assertEquals(3, problems.size());
    assertTrue(
        problems
            .get(0)
            .matches(
                "the user data of staging-osl2-control-plane-1 would have \\d+ characters; Nova"
                    + " takes 65535: leave out labels, .*"),
        problems.get(0));
  }

  /** Text that no packer makes much shorter. */
  private static String noise(int length) {
    return new Random(1)
        .ints(length, '!', '~')
        .mapToObj(one -> String.valueOf((char) one))
        .collect(Collectors.joining());
  }
}

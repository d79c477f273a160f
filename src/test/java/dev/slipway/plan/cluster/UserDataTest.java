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
  void shippedFleetFits() {
    nonEmpty(fleet.clusters())
        .forEach(
            one ->
                assertEquals(
                    List.of(), UserData.sizeProblems(one, InlineManifest.all("kind: List"))));
  }

  /** Only control-plane nodes have manifests. */
  @Test
  void reportsEveryServerAboveLimit() {
    List<String> problems = UserData.sizeProblems(cluster, InlineManifest.all(noise(60_000)));
    assertEquals(3, problems.size());
    assertTrue(
        problems
            .get(0)
            .matches(
                "the user data of staging-osl2-control-plane-1 would have \\d+ characters; Nova"
                    + " allows 65535: remove labels, taints, mirrors, patches or parts of"
                    + " cilium/values"),
        problems.get(0));
  }

  /** Returns text that gzip cannot make much shorter. */
  private static String noise(int length) {
    return new Random(1)
        .ints(length, '!', '~')
        .mapToObj(one -> String.valueOf((char) one))
        .collect(Collectors.joining());
  }
}

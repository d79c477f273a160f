package dev.slipway.report;

import static dev.slipway.testing.NonEmpty.nonEmpty;

import dev.slipway.Golden;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.Test;

class PlanReportTest {

  /** A change of allowed connections appears in these files in the pull request. */
  @Test
  void matchesTheReviewedPlanOfEachShippedStack() {
    assertMatches("plan/", FleetFixture.fleet());
  }

  @Test
  void matchesTheReviewedPlanOfEachKindOfNetworkAndEndpoint() {
    assertMatches("plan/network-kinds/", FleetFixture.networkKinds());
  }

  private static void assertMatches(String folder, FleetPlan fleet) {
    nonEmpty(fleet.clusters())
        .forEach(
            stack -> Golden.assertSame(folder + stack.name() + ".md", PlanReport.of(fleet, stack)));
  }
}

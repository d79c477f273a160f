package dev.slipway.report;

import dev.slipway.Golden;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.Test;

class PlanReportTest {

  /** A pull request that changes who may reach whom shows it here. */
  @Test
  void everyShippedStackHasItsReviewedPlan() {
    assertReviewed("plan/", FleetFixture.fleet());
  }

  @Test
  void soHasEachKindOfNetworkAndEndpoint() {
    assertReviewed("plan/network-kinds/", FleetFixture.networkKinds());
  }

  private static void assertReviewed(String folder, FleetPlan fleet) {
    fleet
        .clusters()
        .forEach(
            stack -> Golden.assertSame(folder + stack.name() + ".md", PlanReport.of(fleet, stack)));
  }
}

package dev.slipway.evidence.control;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.cluster.HaproxyConfig;
import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.Test;

class LoadBalancerChecksTest {
  private static final String WHOLE = HaproxyConfig.text(FleetFixture.cluster("staging"));

  @Test
  void oneEntranceWithoutOneLimitIsSeen() {
    assertTrue(LoadBalancerChecks.isLimited(WHOLE));
    for (String limit : new String[] {"sc0_conn_rate", "sc0_conn_cur"}) {
      assertFalse(LoadBalancerChecks.isLimited(WHOLE.replaceFirst(limit, "nothing")), limit);
    }
    assertFalse(LoadBalancerChecks.isLimited(WHOLE.replace("frontend", "listen")));
  }
}

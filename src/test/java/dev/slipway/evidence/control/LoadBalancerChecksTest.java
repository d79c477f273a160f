package dev.slipway.evidence.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.cluster.HaproxyConfig;
import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadBalancerChecksTest {
  private static final String PLANNED = HaproxyConfig.text(FleetFixture.cluster("staging"));

  @Test
  void acceptsPlannedConfig() {
    assertTrue(LoadBalancerChecks.isLimited(PLANNED));
    assertEquals(3, HaproxyFile.parse(PLANNED).ingressPoints().size());
  }

  /** Only the first of two sections is changed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sc0_conn_rate gt 200",
        "sc0_conn_cur gt 500",
        "track-sc0 src",
        "conn_rate\\(10s\\),",
        ",conn_cur",
        "tcp-request connection reject",
      })
  void detectsMissingLimitInOneSection(String removed) {
    assertRefused(PLANNED.replaceFirst(removed, ""));
  }

  @Test
  void detectsLimitInComment() {
    assertRefused(PLANNED.replaceFirst("(?m)^  tcp-request connection reject", "  # $0"));
  }

  @Test
  void detectsLimitBeforeItsCounter() {
    String track = "  tcp-request connection track-sc0 src\n";
    String limit = "  tcp-request connection reject if \\{ sc0_conn_cur gt 500 }\n";
    assertRefused(PLANNED.replaceFirst(track, "").replaceFirst(limit, "$0" + track));
  }

  @Test
  void detectsAdditionalSectionWithoutLimits() {
    assertRefused(PLANNED + "listen more\n  bind :443\n");
  }

  @Test
  void detectsConfigWithoutIngressPoints() {
    assertRefused(PLANNED.replace("  bind ", "  option "));
  }

  private static void assertRefused(String config) {
    assertNotEquals(PLANNED, config);
    assertFalse(LoadBalancerChecks.isLimited(config));
  }
}

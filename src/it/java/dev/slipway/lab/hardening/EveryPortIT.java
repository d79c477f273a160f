package dev.slipway.lab.hardening;

import dev.slipway.lab.ForeignServer;
import dev.slipway.lab.Lab;
import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No TCP port answers a server outside the security groups. The default chapter tries the ports of
 * services only.
 */
@Tag("hardening")
class EveryPortIT {
  private static final String OPS = "staging";
  private static final String OSL2 = "staging-osl2";

  @BeforeAll
  static void bringUp() {
    Lab.lab(30, "run", OPS, OSL2).orFail("lab run");
  }

  @ParameterizedTest
  @ValueSource(strings = {OPS, OSL2})
  void noPortAnswersServerOutsideTheSecurityGroups(String stack) {
    try (ForeignServer server = new ForeignServer(FleetFixture.cluster(stack))) {
      server.assertReachesNoPort();
    }
  }
}

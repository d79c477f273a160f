package dev.slipway.lab.hardening;

import dev.slipway.lab.ForeignServer;
import dev.slipway.lab.Issuer;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Scan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every TCP port of both kinds of clusters. The default chapter tries the ports of services only,
 * and every port of one address.
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

  @Test
  void opsClusterOpensThreePortsToJumpHostAndNoneToTheOutside() {
    String address = FleetFixture.cluster(OPS).endpoint().externalAddress().toString();
    Scan scan = Scan.ofEveryPort(List.of(address));
    scan.assertOpenFromJumpHost(6443, 50000, 50443);
    scan.assertClosedFromOutside();
    Scan.assertExternalHostCan(Issuer.HEALTH_CHECK);
  }
}

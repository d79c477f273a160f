package dev.slipway.lab.interrupted;

import dev.slipway.lab.ArgoCd;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Nodes;
import dev.slipway.lab.Project;
import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Management Cluster whose first update is killed again and again. */
@Tag("interrupted-update")
@TestClassOrder(OrderAnnotation.class)
class InterruptedUpdateIT {
  private static final String OPS = "staging";
  private static final String OSL2 = "staging-osl2";

  @BeforeAll
  static void bringUpOpsCluster() {
    Lab.lab(20, "run", OPS).orFail("lab run");
    Lab.writeCredentials(OPS);
  }

  @Nested
  @Order(1)
  class Kills {
    /** While it creates rules, ports, servers, a cluster and its registration. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "SecGroupRule .*creating",
          "networking:Port .*creating",
          "compute:Instance .*creating",
          "Command .*-control-plane-2-node creating",
          "registration.* creating"
        })
    void leaveNothingThatRecoverCannotRemove(String expression) {
      InterruptedUpdate.killAndRecover(OSL2, expression);
    }
  }

  @Nested
  @Order(2)
  class NextUpdate {
    @Test
    void completesTheCluster() {
      Lab.lab(20, "run", OSL2).orFail("lab run");
      Lab.writeCredentials(OSL2);
      Project.assertMatchesPlan(FleetFixture.cluster(OSL2));
      Nodes.assertReady(FleetFixture.cluster(OSL2));
      ArgoCd.awaitConnection(OPS, OSL2);
    }
  }

  @Nested
  @Order(3)
  class Removal {
    @Test
    void leavesNothing() {
      Project.assertDestroyLeavesNothing(OSL2);
    }
  }
}

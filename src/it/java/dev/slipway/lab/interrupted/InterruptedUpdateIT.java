package dev.slipway.lab.interrupted;

import dev.slipway.lab.ArgoCd;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Nodes;
import dev.slipway.lab.Project;
import dev.slipway.lab.Secrets;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Management Cluster whose first update and removal are killed again and again. */
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

  private static void killAndRecover(String command, String expression) throws IOException {
    InterruptedUpdate.killAndRecover(OSL2, command, expression);
    new Secrets(OPS).assertNotInTemporaryFolder();
    new Secrets(OSL2).assertNotInTemporaryFolder();
  }

  @Nested
  @Order(1)
  class Kills {
    /** Kills of an update that creates secrets, rules, ports, servers, nodes, permissions. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "talos-bundle creating",
          "SecGroupRule .*creating",
          "networking:Port .*creating",
          "compute:Instance .*creating",
          "Command .*-bootstrap creating",
          "Command .*-control-plane-1-node creating",
          "Command .*-control-plane-2-node creating",
          "registration.* creating"
        })
    void leaveNothingThatRecoverCannotRemove(String expression) throws IOException {
      killAndRecover("up --yes --skip-preview", expression);
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

  /** Kills of commands that read or delete a complete cluster. */
  @Nested
  @Order(3)
  class LaterKills {
    @ParameterizedTest
    @ValueSource(strings = {"refresh", "destroy"})
    void leaveNoSecret(String command) throws IOException {
      killAndRecover(command + " --yes --skip-preview", "Command .*-node-run (refresh|delet)ing");
    }
  }

  @Nested
  @Order(4)
  class Removal {
    @Test
    void leavesNothing() {
      Project.assertDestroyLeavesNothing(OSL2);
    }
  }
}

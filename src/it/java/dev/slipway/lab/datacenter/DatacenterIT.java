package dev.slipway.lab.datacenter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.ArgoCd;
import dev.slipway.lab.CopiedToken;
import dev.slipway.lab.Lab;
import dev.slipway.lab.LabStacks;
import dev.slipway.lab.Project;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new datacenter with two load balancers, and outages of its servers. */
@Tag("datacenter")
@TestClassOrder(OrderAnnotation.class)
class DatacenterIT {
  private static final String OPS = "staging";
  private static final String OSL2 = "staging-osl2";
  private static final String GOT1 = "staging-got1";

  private static StackFiles stacks;
  private static Map<String, String> environment;
  private static CopiedToken copied;

  @BeforeAll
  static void bringUpOpsCluster() {
    Lab.lab(20, "run", OPS).orFail("lab run");
    Lab.writeCredentials(OPS);
    stacks = LabStacks.copy("grown-stacks");
    environment = LabStacks.environment(stacks);
  }

  @Nested
  @Order(1)
  class Onboarding {
    @Test
    void takesOneNewFileAndAnUpdateOfBothStacks() throws IOException {
      Lab.shell("./slipway onboard %s --from %s".formatted(GOT1, OSL2), environment)
          .orFail("onboard");
      Lab.lab(20, environment, "up").orFail("the project of " + GOT1);
      Lab.shell("./slipway project %s --write".formatted(GOT1), environment).orFail("project");
      stacks.with(GOT1, "kind: haproxy", "kind: haproxy\n  replicas: 2\n  networkInterface: eth0");
      Lab.lab(20, environment, "run", GOT1).orFail("lab run");
      Lab.pulumi(OPS, "preview --expect-no-changes", environment).orFail("preview of " + OPS);
      ArgoCd.awaitConnection(OPS, GOT1);
      copied = CopiedToken.of(OPS, stacks.cluster(GOT1));
      copied.assertAccepted();
    }
  }

  /** Requests come from the jump host and go to the floating IP. */
  @Nested
  @Order(2)
  class Outage {
    @ParameterizedTest
    @ValueSource(strings = {"load-balancer-1", "load-balancer-2"})
    void ofOneLoadBalancerEndsAfterFiveSeconds(String server) {
      OutageProbe outage = OutageProbe.of(GOT1, server, api(), 0.5);
      assertTrue(outage.seconds() <= 5, outage.toString());
    }

    /** The request that the stopped node has accepted may be lost. */
    @Test
    void ofOneControlPlaneNodeCostsAtMostOneRequest() {
      OutageProbe outage = OutageProbe.of(GOT1, "control-plane-3", api(), 5);
      assertTrue(outage.unanswered() <= 1, outage.toString());
    }

    private String api() {
      return stacks.cluster(GOT1).endpoint().externalAddress().toString();
    }
  }

  @Nested
  @Order(3)
  class ArgoCdToken {
    @Test
    void isUselessAfterItsEnd() throws InterruptedException {
      copied.assertRefusedAfterItsEnd();
      ArgoCd.awaitConnection(OPS, GOT1);
      ArgoCd.awaitSynced(OPS, GOT1 + "-baseline");
    }
  }

  @Nested
  @Order(4)
  class Removal {
    @Test
    void leavesNothing() {
      Project.assertDestroyLeavesNothing(GOT1);
    }
  }
}

package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.openstack.compute.Instance;
import com.pulumi.openstack.compute.InstanceArgs;
import com.pulumi.openstack.networking.Network;
import com.pulumi.openstack.networking.SecGroupRule;
import com.pulumi.openstack.networking.SecGroupRuleArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.test.TestResult;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a component that somebody writes tomorrow might get wrong. */
class ResourcePolicyTest {
  private static final ClusterPlan STAGING = FleetFixture.cluster("staging-osl2");
  private static final ClusterPlan PRODUCTION = FleetFixture.cluster("production-osl2");

  @Test
  void refusesARuleWithoutAReason() {
    assertRefused(
        "stack staging-osl2: openstack:networking/secGroupRule:SecGroupRule staging-osl2-x has no"
            + " description: nobody could say why it is open; correct the component that makes it",
        STAGING,
        () -> new SecGroupRule("staging-osl2-x", rule().remoteIpPrefix("10.0.0.0/8").build()));
  }

  @Test
  void refusesARuleThatIsOpenToEverybody() {
    assertRefused(
        "stack staging-osl2: openstack:networking/secGroupRule:SecGroupRule staging-osl2-x names no"
            + " remote side: it would be open to everybody; correct the component that makes it",
        STAGING,
        () -> new SecGroupRule("staging-osl2-x", rule().description("because").build()));
  }

  @Test
  void refusesAResourceOfAnotherEnvironment() {
    assertRefused(
        "stack staging-osl2: openstack:networking/network:Network production-osl2-network is of"
            + " environment production; correct the component that makes it",
        STAGING,
        () -> new Network("production-osl2-network"));
  }

  @Test
  void refusesUnprotectedStateOfProductionOnly() {
    String server = "-osl2-control-plane-1";
    assertRefused(
        "stack production-osl2: openstack:compute/instance:Instance production-osl2-control-plane-1"
            + " holds state of production and is not protected; correct the component that makes"
            + " it",
        PRODUCTION,
        () -> new Instance("production" + server, InstanceArgs.builder().build()));
    assertEquals(
        List.of(), faults(STAGING, () -> new Instance("staging" + server, InstanceArgs.Empty)));
    assertEquals(
        List.of(),
        faults(
            PRODUCTION,
            () ->
                new Instance(
                    "production" + server,
                    InstanceArgs.Empty,
                    CustomResourceOptions.builder().protect(true).build())));
  }

  private static SecGroupRuleArgs.Builder rule() {
    return SecGroupRuleArgs.builder().securityGroupId("g").direction("ingress").ethertype("IPv4");
  }

  private static void assertRefused(String message, ClusterPlan stack, Runnable program) {
    List<String> faults = faults(stack, program);
    assertFalse(faults.isEmpty());
    faults.forEach(fault -> assertTrue(fault.contains(message), fault));
  }

  private static List<String> faults(ClusterPlan stack, Runnable program) {
    TestResult result = new MockDeployment().run(stack, context -> program.run());
    return result.exceptions().stream().map(Throwable::toString).toList();
  }
}

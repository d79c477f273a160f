package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.command.local.Command;
import com.pulumi.command.local.CommandArgs;
import com.pulumi.openstack.compute.Instance;
import com.pulumi.openstack.compute.InstanceArgs;
import com.pulumi.openstack.networking.Network;
import com.pulumi.openstack.networking.SecGroupRule;
import com.pulumi.openstack.networking.SecGroupRuleArgs;
import com.pulumi.openstack.objectstorage.Container;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.test.TestResult;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.FixedInputs;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes that a new component could make. */
class ResourcePolicyTest {
  private static final ClusterPlan STAGING = FleetFixture.cluster("staging-osl2");
  private static final ClusterPlan PRODUCTION = FleetFixture.cluster("production-osl2");
  private static final String UNPROTECTED =
      "stack production-osl2: %s may hold data of production and is not protected; protect it, or"
          + " declare it replaceable in the component that creates it";

  /** A component that declares one child replaceable. */
  private static final class Cache extends Component {
    Cache(String child) {
      super("test:Cache", "production-osl2-cache", List.of());
      new Command(childName(child), CommandArgs.Empty, child().build());
      complete();
    }

    @Override
    public boolean isReplaceable(String resource) {
      return resource.equals(childName("fill"));
    }
  }

  /** A component with one server. */
  private static final class Pool extends Component {
    Pool(String environment, String server, CustomResourceOptions.Builder options) {
      super("test:Pool", environment + "-osl2-pool", List.of());
      new Instance(environment + server, InstanceArgs.Empty, options.parent(this).build());
      complete();
    }
  }

  @Test
  void refusesRuleWithoutDescription() {
    assertRefused(
        "stack staging-osl2: openstack:networking/secGroupRule:SecGroupRule staging-osl2-x has no"
            + " description; give the reason for the rule",
        STAGING,
        () -> new SecGroupRule("staging-osl2-x", rule().remoteIpPrefix("10.0.0.0/8").build()));
  }

  @Test
  void refusesRuleThatAllowsEveryAddress() {
    assertRefused(
        "stack staging-osl2: openstack:networking/secGroupRule:SecGroupRule staging-osl2-x has no"
            + " remote side, so it allows every address; set remoteIpPrefix or remoteGroupId",
        STAGING,
        () -> new SecGroupRule("staging-osl2-x", rule().description("because").build()));
  }

  @Test
  void refusesResourceOfAnotherEnvironment() {
    assertRefused(
        "stack staging-osl2: openstack:networking/network:Network production-osl2-network belongs"
            + " to environment production; a stack creates resources of its own environment only",
        STAGING,
        () -> new Network("production-osl2-network"));
  }

  @Test
  void refusesUnprotectedServerInProductionOnly() {
    String server = "-osl2-control-plane-1";
    assertRefused(
        UNPROTECTED.formatted("openstack:compute/instance:Instance production" + server),
        PRODUCTION,
        () -> new Instance("production" + server, InstanceArgs.Empty, fixed().build()));
    assertAccepted(STAGING, () -> new Pool("staging", server, fixed()));
    assertAccepted(PRODUCTION, () -> new Pool("production", server, fixed().protect(true)));
  }

  @Test
  void refusesServerThatAnUpdateCouldRebuild() {
    assertRefused(
        "stack staging-osl2: openstack:compute/instance:Instance staging-osl2-general-1 would be"
            + " replaced, rebuilt, resized or moved by a change of flavorName, imageName; ignore"
            + " changes of them (FixedInputs)",
        STAGING,
        () ->
            new Instance(
                "staging-osl2-general-1", InstanceArgs.Empty, ignoring("flavorName", "imageName")));
  }

  private static CustomResourceOptions.Builder fixed() {
    return CustomResourceOptions.builder().ignoreChanges(FixedInputs.SERVER.toArray(String[]::new));
  }

  private static CustomResourceOptions ignoring(String... notIgnored) {
    List<String> names = new ArrayList<>(FixedInputs.SERVER);
    names.removeAll(List.of(notIgnored));
    return CustomResourceOptions.builder().ignoreChanges(names.toArray(String[]::new)).build();
  }

  @Test
  void refusesTypeThatNoComponentHasCreatedBefore() {
    assertRefused(
        UNPROTECTED.formatted("openstack:objectstorage/container:Container production-osl2-backup"),
        PRODUCTION,
        () -> new Container("production-osl2-backup"));
  }

  @Test
  void refusesReplaceableChildAfterItWasRenamed() {
    assertAccepted(PRODUCTION, () -> new Cache("fill"));
    assertRefused(
        UNPROTECTED.formatted("command:local:Command production-osl2-cache-load"),
        PRODUCTION,
        () -> new Cache("load"));
  }

  private static SecGroupRuleArgs.Builder rule() {
    return SecGroupRuleArgs.builder().securityGroupId("g").direction("ingress").ethertype("IPv4");
  }

  private static void assertAccepted(ClusterPlan stack, Runnable program) {
    assertEquals(List.of(), refusals(stack, program));
  }

  private static void assertRefused(String message, ClusterPlan stack, Runnable program) {
    List<String> refusals = refusals(stack, program);
    assertFalse(refusals.isEmpty());
    refusals.forEach(
        refusal ->
            assertTrue(refusal.lines().anyMatch(line -> line.endsWith(": " + message)), refusal));
  }

  private static List<String> refusals(ClusterPlan stack, Runnable program) {
    TestResult result = new MockDeployment().run(stack, context -> program.run());
    return result.exceptions().stream().map(Throwable::toString).toList();
  }
}

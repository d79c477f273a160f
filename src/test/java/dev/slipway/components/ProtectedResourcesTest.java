package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.resources.ResourceTransformation;
import dev.slipway.components.base.Component;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources of the shipped stacks whose loss would lose a cluster. */
class ProtectedResourcesTest {
  private static final FleetPlan FLEET = FleetFixture.fleet();

  @ParameterizedTest
  @ValueSource(strings = {"production", "production-osl2"})
  void productionProtectsItsSecretsAndItsControlPlane(String stack) {
    Set<String> expected =
        new TreeSet<>(
            List.of(
                stack + "-talos-bundle",
                stack + "-load-balancers-authority",
                stack + "-control-plane-1",
                stack + "-control-plane-2",
                stack + "-control-plane-3"));
    List<ResourceTransformation.Args> protectedResources = protectedResources(stack);
    assertEquals(
        expected,
        protectedResources.stream()
            .map(one -> one.resource().pulumiResourceName())
            .collect(Collectors.toCollection(TreeSet::new)));
    protectedResources.forEach(ProtectedResourcesTest::assertNotReplaceable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "staging-osl2"})
  void stagingProtectsNothing(String stack) {
    assertEquals(List.of(), protectedResources(stack));
  }

  /** Without one of them, no user can sign in at any cluster of the environment. */
  @Test
  void everyObjectInZitadelIsProtected() {
    DeploymentFixture.of(FleetFixture.allKeys(), "staging").requested().stream()
        .filter(one -> one.resource().pulumiResourceType().startsWith("zitadel:"))
        .forEach(one -> assertTrue(one.options().isProtect(), one.resource()::pulumiResourceName));
  }

  private static void assertNotReplaceable(ResourceTransformation.Args one) {
    Component parent = (Component) one.options().getParent().orElseThrow();
    String name = one.resource().pulumiResourceName();
    assertFalse(parent.isReplaceable(name), name);
  }

  private static List<ResourceTransformation.Args> protectedResources(String stack) {
    return DeploymentFixture.of(FLEET, stack).requested().stream()
        .filter(one -> one.options().isProtect())
        .toList();
  }
}

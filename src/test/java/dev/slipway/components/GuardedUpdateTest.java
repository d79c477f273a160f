package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.test.TestResult;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Output and resources of a program when the check of the running cluster refuses the update. */
class GuardedUpdateTest {
  private static final FleetPlan FLEET = FleetFixture.fleet();
  private static final ClusterPlan OSL2 = FleetFixture.cluster("staging-osl2");

  private final MockDeployment deployment =
      new MockDeployment()
          .withOpsOutputs(MockDeployment.outputsOf(FleetFixture.cluster("staging")));

  @Test
  void refusalIsPrintedWithoutStackTrace() {
    TestResult result = run(bundle -> List.of("kubernetes: a new version"));
    assertEquals(
        List.of(
            "no server is changed: stack staging-osl2 has changes that an update does not apply"
                + " (docs/adr/0014):\n- kubernetes: a new version"),
        result.errors());
    assertTrue(result.exitCode() != 0);
    assertTrue(
        result.errors().stream().flatMap(String::lines).noneMatch(line -> line.startsWith("\tat ")),
        result.errors().toString());
  }

  @Test
  void refusalComesBeforeAnyServerIsRegistered() {
    run(bundle -> List.of("kubernetes: a new version"));
    assertTrue(
        deployment.registered().stream().anyMatch(one -> one.name.endsWith("-talos-bundle")));
    assertTrue(
        deployment.registered().stream()
            .noneMatch(one -> one.type.equals("openstack:compute/instance:Instance")));
  }

  @Test
  void programGoesOnWhenNothingIsRefused() {
    TestResult result =
        run(
            bundle -> {
              assertEquals(MockDeployment.BUNDLE, bundle);
              return List.of();
            });
    assertEquals(List.of(), result.errors());
    assertTrue(
        deployment.registered().stream()
            .anyMatch(one -> one.type.equals("openstack:compute/instance:Instance")));
  }

  private TestResult run(Function<String, List<String>> problems) {
    return deployment.run(
        OSL2,
        context ->
            StackProgram.run(
                context,
                FLEET,
                OSL2,
                new ThirdPartyManifests("kind: List", Optional.of(Path.of("argocd.yaml"))),
                MockDeployment.ENTRY,
                bundle -> GuardedUpdate.check(OSL2, bundle, problems)));
  }
}

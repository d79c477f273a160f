package dev.slipway.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which stacks a change affects. */
class ChangeTest {
  @TempDir private Path folder;

  private static Change change(FleetPlan after, String... paths) {
    return new Change("base", FleetFixture.fleet(), after, List.of(paths), "stacks");
  }

  private static List<String> affected(Change change) {
    return change.affected().stream().map(one -> one.name() + ": " + one.reasons()).toList();
  }

  private static Arguments edit(String name, UnaryOperator<StackFiles> edit, String... affected) {
    return Arguments.of(name, edit, List.of(affected));
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        edit("comment", files -> files.with("staging", "kind: Ops", "# a\nkind: Ops")),
        edit(
            "workers of one cluster",
            files -> files.with("staging-osl2", "count: 2", "count: 3"),
            "staging-osl2"),
        edit(
            "address of one cluster, which the Ops Cluster connects to",
            files -> files.with("staging-osl2", "198.51.100.34", "198.51.100.50"),
            "staging",
            "staging-osl2"),
        edit(
            "address of the Ops Cluster, which every cluster of the environment connects to",
            files -> files.with("staging", "198.51.100.32\n", "198.51.100.50\n"),
            "staging",
            "staging-osl2",
            "staging-sto2"),
        edit(
            "revision of applications",
            files -> files.with("staging", "main\n", "next\n"),
            "staging"));
  }

  /**
   * The mock engine's resources of every stack of staging decide, not the plan that the answer is
   * made of. Plans of production do not differ, and their programs take seconds.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void exactlyTheStacksWithOtherResourcesAreAffected(
      String name, UnaryOperator<StackFiles> edit, List<String> affected) {
    FleetPlan after = edit.apply(StackFiles.shipped(folder)).plan();
    assertEquals(
        affected, change(after).affected().stream().map(one -> one.name().text()).toList());
    assertEquals(affected, withOtherResources(after));
  }

  private static List<String> withOtherResources(FleetPlan after) {
    FleetPlan before = FleetFixture.fleet();
    return after.clusters().stream()
        .filter(plan -> !plan.environment().isProduction())
        .filter(
            plan ->
                !resources(after, plan)
                    .equals(resources(before, before.clusterOrThrow(plan.name()))))
        .map(plan -> plan.name().text())
        .toList();
  }

  private static Map<String, Map<String, Object>> resources(FleetPlan fleet, ClusterPlan stack) {
    MockDeployment deployment = DeploymentFixture.of(fleet, stack);
    Map<String, Map<String, Object>> all = new TreeMap<>();
    for (ResourceArgs one : deployment.registered()) {
      all.put(one.type + " " + one.name, one.inputs);
    }
    return all;
  }

  @Test
  void newStackAffectsItsOpsCluster() {
    FleetPlan before = StackFiles.shipped(folder).without("staging-sto2").plan();
    assertEquals(
        List.of("staging: [managed clusters, security group rules]", "staging-sto2: [new stack]"),
        affected(new Change("base", before, FleetFixture.fleet(), List.of(), "stacks")));
  }

  @Test
  void removedStackIsListed() {
    Change change = change(StackFiles.shipped(folder).without("staging-sto2").plan());
    assertEquals(
        List.of(
            "staging: [managed clusters, security group rules]",
            "staging-sto2: [stack file removed]"),
        affected(change));
    assertEquals(
        List.of(false, true), change.affected().stream().map(AffectedStack::isRemoved).toList());
  }

  @Test
  void codeAffectsEveryStack() {
    Change change = change(FleetFixture.fleet(), "docs/access.md", "src/main/java/A.java");
    assertEquals(
        FleetFixture.fleet().clusters().stream()
            .map(one -> one.name() + ": [src/main/java/A.java]")
            .toList(),
        affected(change));
    assertEquals(List.of("src/main/java/A.java"), change.code());
  }

  @Test
  void settingsAffectTheirStack() {
    Change change = change(FleetFixture.fleet(), "Pulumi.staging.yaml");
    assertEquals(List.of("staging: [Pulumi.staging.yaml]"), affected(change));
    assertEquals(List.of("Pulumi.staging.yaml"), change.code());
  }

  @Test
  void codeHasNoStackFile() {
    assertEquals(List.of(), change(FleetFixture.fleet(), "stacks/staging.yaml").code());
  }
}

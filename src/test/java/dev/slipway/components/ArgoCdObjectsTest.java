package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.resources.ResourceTransformation;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.config.PinnedRelease;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Argo CD's objects, which are not in the state of a new stack; docs/adr/0018. */
class ArgoCdObjectsTest {
  private static final String MANIFEST = "kind: List";
  private static final Map<String, Boolean> RETAINED =
      Map.of(
          "staging-ops-argocd-release", true,
          "staging-ops-argocd-argocd-cm", true,
          "staging-ops-argocd-argocd-rbac-cm", true);

  @TempDir private Path folder;

  @Test
  void areNotRegisteredForNewStack() throws IOException {
    assertEquals(Map.of(), objects(Set.of()));
  }

  @Test
  void areRetainedIfUpdateOfFormerVersionCompleted() throws IOException {
    assertEquals(RETAINED, objects(Set.of("apiServer", "registrarKubeconfig")));
  }

  @Test
  void areNotRegisteredAfterTheyWereRetained() throws IOException {
    assertEquals(Map.of(), objects(Set.of("apiServer", OpsCluster.ARGOCD_VERSION)));
  }

  @Test
  void outputThatEndsTheTakeoverIsWritten() {
    var result = new MockDeployment().run(FleetFixture.fleet(), FleetFixture.cluster("staging"));
    assertTrue(result.throwOnError().outputs().containsKey(OpsCluster.ARGOCD_VERSION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void areAppliedByOneCommandWithVersionAndDigest(String stack) {
    String environment =
        DeploymentFixture.of(FleetFixture.fleet(), stack).registered().stream()
            .filter(one -> one.type.equals("command:local:Command"))
            .filter(one -> one.name.equals(stack + "-ops-argocd-release"))
            .map(one -> String.valueOf(one.inputs.get("environment")))
            .findFirst()
            .orElseThrow();
    var release = FleetFixture.cluster(stack).argocd().orElseThrow().release();
    assertTrue(environment.contains("VERSION=" + release.version()));
    assertTrue(environment.contains("SHA256=" + release.sha256()));
  }

  /** Returns the retention of each object that Pulumi would manage, by name. */
  private Map<String, Boolean> objects(Set<String> formerOutputs) throws IOException {
    FleetPlan fleet = withDigestOfManifest();
    ClusterPlan ops = fleet.clusterOrThrow(DnsLabel.parse("staging"));
    Path file = Files.writeString(folder.resolve("argocd.yaml"), MANIFEST);
    MockDeployment deployment = new MockDeployment(formerOutputs);
    deployment.run(fleet, ops, new ThirdPartyManifests(MANIFEST, Optional.of(file))).throwOnError();
    Map<String, Boolean> retained = new TreeMap<>();
    for (ResourceTransformation.Args one : deployment.requested()) {
      String type = one.resource().pulumiResourceType();
      if (List.of("kubernetes:yaml/v2:ConfigGroup", "kubernetes:core/v1:ConfigMapPatch")
              .contains(type)
          && !one.resource().pulumiResourceName().contains("-cluster-")) {
        retained.put(one.resource().pulumiResourceName(), one.options().isRetainOnDelete());
      }
    }
    return retained;
  }

  private static FleetPlan withDigestOfManifest() {
    ArgoCdPlan argocd = FleetFixture.cluster("staging").argocd().orElseThrow();
    Sha256 digest = Sha256.of(MANIFEST.getBytes(StandardCharsets.UTF_8));
    PinnedRelease release = RecordCopy.with(argocd.release(), "sha256", digest);
    return FleetFixture.withCluster(
        "staging", "argocd", Optional.of(RecordCopy.with(argocd, "release", release)));
  }
}

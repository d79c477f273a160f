package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks.CallArgs;
import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.document.Yaml;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Default providers, which take their settings from the environment and the user's files: the
 * project disables them, and no program uses one.
 */
class DefaultProvidersTest {
  /** Types that the engine itself implements, and Slipway's components. */
  private static final Set<String> WITHOUT_PROVIDER = Set.of("pulumi:", "slipway:");

  /** The engine passes a component of a provider the providers of its options. */
  private static final String REMOTE_COMPONENT = "kubernetes:yaml/v2:ConfigGroup";

  @Test
  void theProjectDisablesAllDefaultProviders() throws IOException {
    Map<String, Object> project = Yaml.documents(Files.readString(Path.of("Pulumi.yaml"))).get(0);
    assertEquals(Map.of("pulumi:disable-default-providers", List.of("*")), project.get("config"));
  }

  @Test
  void everyResourceAndLookupHasAProviderOfItsStack() {
    for (FleetPlan fleet :
        List.of(FleetFixture.fleet(), FleetFixture.networkKinds(), FleetFixture.allKeys())) {
      for (ClusterPlan stack : fleet.clusters()) {
        assertProviders(stack, DeploymentFixture.of(fleet, stack));
      }
    }
  }

  private static void assertProviders(ClusterPlan stack, MockDeployment deployment) {
    Set<String> without = new TreeSet<>();
    int with = 0;
    for (ResourceArgs one : deployment.registered()) {
      if (!one.type.equals(REMOTE_COMPONENT)) {
        with += add(without, one.type, one.type + " " + one.name, one.provider);
      }
    }
    deployment.requested().stream()
        .filter(one -> one.resource().pulumiResourceType().equals(REMOTE_COMPONENT))
        .filter(one -> !hasProvider(one))
        .forEach(one -> without.add(one.resource().pulumiResourceName()));
    for (CallArgs one : deployment.called()) {
      with += add(without, one.token, one.token, one.provider);
    }
    assertEquals(Set.of(), without, stack.name().text());
    assertTrue(with > stack.servers().size(), stack.name().text());
  }

  private static boolean hasProvider(ResourceTransformation.Args one) {
    return one.options() instanceof ComponentResourceOptions options
        && options.getProviders().stream().anyMatch(Provider.class::isInstance);
  }

  private static int add(Set<String> without, String type, String name, String provider) {
    if (WITHOUT_PROVIDER.stream().anyMatch(type::startsWith)) {
      return 0;
    }
    if (provider == null || provider.isEmpty()) {
      without.add(name);
    }
    return 1;
  }
}

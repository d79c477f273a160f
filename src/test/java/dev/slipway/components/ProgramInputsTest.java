package dev.slipway.components;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.BlockYaml;
import dev.slipway.Golden;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The inputs of every Kubernetes object and of every command: one golden file of each for each kind
 * of stack. The in-memory engine returns the name of a resource instead of its secret.
 */
class ProgramInputsTest {

  @ParameterizedTest
  @CsvSource({"staging, ops-cluster", "staging-osl2, management-cluster"})
  void inputs(String stack, String kind) {
    ClusterPlan cluster = FleetFixture.cluster(stack);
    MockDeployment deployment = DeploymentFixture.of(FleetFixture.fleet(), cluster);
    List<?> objects =
        of(deployment, "kubernetes:").stream()
            .map(one -> Map.of(one.type + " " + one.name, one.inputs))
            .toList();
    Golden.assertSame("golden/kubernetes-objects/" + kind + ".yaml", BlockYaml.stream(objects));
    List<?> commands =
        new CommandInputs(cluster).documents(of(deployment, "command:local:Command"));
    Golden.assertSame("golden/commands/" + kind + ".yaml", BlockYaml.stream(commands));
  }

  private static List<ResourceArgs> of(MockDeployment deployment, String type) {
    return deployment.registered().stream()
        .filter(one -> one.type.startsWith(type))
        .sorted(Comparator.comparing((ResourceArgs one) -> one.type + " " + one.name))
        .toList();
  }
}

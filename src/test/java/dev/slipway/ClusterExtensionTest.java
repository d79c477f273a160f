package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
import com.pulumi.kubernetes.core.v1.PersistentVolumeClaim;
import com.pulumi.openstack.networking.Network;
import com.pulumi.openstack.networking.SecGroup;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.test.TestResult;
import dev.slipway.components.base.Component;
import dev.slipway.components.extension.ClusterExtension;
import dev.slipway.components.extension.DeployedCluster;
import dev.slipway.components.network.SecurityGroups;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterExtensionTest {
  private final MockDeployment deployment = new MockDeployment();

  private TestResult run(String stack, ClusterExtension extension) {
    ClusterPlan plan = FleetFixture.cluster(stack);
    return deployment.run(FleetFixture.fleet(), plan, List.of(extension));
  }

  private static CustomResourceOptions in(DeployedCluster cluster) {
    return CustomResourceOptions.builder().provider(cluster.kubernetes()).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "staging-osl2", "production", "production-osl2"})
  void addsObjectsToACluster(String stack) {
    run(stack, cluster -> new Namespace(stack + "-tools", NamespaceArgs.Empty, in(cluster)))
        .throwOnError();
    assertEquals(
        1,
        deployment.registered().stream().filter(one -> one.name.equals(stack + "-tools")).count());
  }

  @Test
  void refusesSecurityGroupAndNetwork() {
    assertRefused(cluster -> new SecGroup("staging-osl2-own"), "SecGroup staging-osl2-own");
    assertRefused(cluster -> new Network("staging-osl2-own"), "Network staging-osl2-own");
  }

  @Test
  void refusesSecurityGroupInAComponentOfTheExtension() {
    assertRefused(cluster -> new Own(), "SecGroup staging-osl2-own");
  }

  /** A public component of Slipway does not bypass the plan either. */
  @Test
  void refusesSecurityGroupsInAComponentOfSlipway() {
    assertRefused(
        cluster ->
            new SecurityGroups(
                "staging-osl2-own",
                List.of(
                    new SecurityGroupPlan("staging-osl2-own", ServerRole.WORKER, "own", List.of())),
                new Own(cluster)),
        "SecGroup staging-osl2-own");
  }

  @Test
  void refusesUnprotectedVolumeInProduction() {
    TestResult result =
        run(
            "production-osl2",
            cluster -> new PersistentVolumeClaim("production-osl2-data", null, in(cluster)));
    assertTrue(message(result).contains("is not protected"), message(result));
  }

  @Test
  void refusesNameOfAnotherEnvironment() {
    TestResult result =
        run(
            "staging-osl2",
            cluster -> new Namespace("production-tools", NamespaceArgs.Empty, in(cluster)));
    assertTrue(message(result).contains("belongs to environment production"), message(result));
  }

  private void assertRefused(ClusterExtension extension, String resource) {
    String message = message(run("staging-osl2", extension));
    assertTrue(message.contains(resource + " is not in the plan"), message);
  }

  private static String message(TestResult result) {
    return result.exceptions().toString();
  }

  /** A component outside of Slipway's packages would look the same to the policy. */
  private static final class Own extends Component {
    Own() {
      super("own:Own", "staging-osl2-own-component", List.of());
      new SecGroup("staging-osl2-own", null, child().build());
      complete();
    }

    Own(DeployedCluster cluster) {
      super("own:Own", "staging-osl2-own-empty", List.of(cluster.kubernetes()));
      complete();
    }
  }
}

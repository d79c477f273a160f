package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the fleet in ../own-extensions: no cloud, and no file is written. */
class FleetTest {
  private final FleetPlan fleet = Main.program().plan(Path.of("../own-extensions/stacks"));

  @Test
  void everyClusterMayConnectToTheServerForLogs() {
    for (ClusterPlan cluster : fleet.clusters()) {
      assertTrue(
          fleet.connections(cluster).stream()
              .anyMatch(connection -> connection.traffic().equals(Syslog.TRAFFIC)),
          cluster.name().text());
    }
  }

  @Test
  void everyWorkerSendsLogs() {
    for (ClusterPlan cluster : fleet.clusters()) {
      cluster.workers().forEach(node -> assertEquals(1, cluster.patches(node).size()));
      cluster.controlPlane().forEach(node -> assertEquals(0, cluster.patches(node).size()));
    }
  }

  @Test
  void everyClusterHasTheRole() {
    for (ClusterPlan cluster : fleet.clusters()) {
      assertEquals(List.of(ReleaseManager.ROLE), cluster.ownRoles());
    }
  }

  @Test
  void everyStackRegistersItsNamespace() {
    for (ClusterPlan cluster : fleet.clusters()) {
      MockDeployment deployment = new MockDeployment();
      deployment.run(fleet, cluster, Main.program().clusterExtensions()).throwOnError();
      List<String> names = deployment.registered().stream().map(one -> one.name).toList();
      assertEquals(1, names.stream().filter((cluster.name() + "-tools")::equals).count());
    }
  }
}

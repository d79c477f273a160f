package dev.slipway.plan.gitops;

import dev.slipway.BlockYaml;
import dev.slipway.Golden;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The secret that registers a Management Cluster with Argo CD; golden/kubernetes-objects has the
 * rest.
 */
class ClusterRegistrationGoldenTest {

  @Test
  void clusterSecret() {
    ClusterPlan cluster = FleetFixture.cluster("staging-osl2");
    Map<String, Object> secret =
        Map.of(
            "labels", ClusterRegistration.labels(cluster),
            "stringData", ClusterRegistration.secret(cluster, "CERTIFICATE AUTHORITY"));
    Golden.assertSame("golden/argo-cd-cluster-secret.yaml", BlockYaml.stream(List.of(secret)));
  }
}

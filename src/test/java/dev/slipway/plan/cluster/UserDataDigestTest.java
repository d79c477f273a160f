package dev.slipway.plan.cluster;

import dev.slipway.Golden;
import dev.slipway.document.Json;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The exact bytes that user data is made from, and that the configuration of running servers is
 * compared with. The other golden files compare content only.
 */
class UserDataDigestTest {
  private static final ConfigurationChannel.Certificates CERTIFICATES =
      new ConfigurationChannel.Certificates("authority", "server and key");
  private static final List<InlineManifest> MANIFESTS = InlineManifest.all("kind: List");

  @Test
  void everyServerKeepsItsUserData() {
    Golden.assertSame("golden/user-data-digests.txt", digests(FleetFixture.fleet()));
  }

  @Test
  void everyServerOfEachNetworkKindKeepsItsUserData() {
    Golden.assertSame(
        "golden/user-data-digests-network-kinds.txt", digests(FleetFixture.networkKinds()));
  }

  private static String digests(FleetPlan fleet) {
    return fleet.clusters().stream()
        .flatMap(cluster -> cluster.servers().stream().map(server -> line(cluster, server)))
        .collect(Collectors.joining());
  }

  private static String line(ClusterPlan cluster, ServerPlan server) {
    Sha256 digest = Sha256.of(text(cluster, server).getBytes(StandardCharsets.UTF_8));
    return digest + " " + server.name() + "\n";
  }

  private static String text(ClusterPlan cluster, ServerPlan server) {
    if (cluster.endpoint().servers().contains(server)) {
      return Json.cloudConfig(LoadBalancerCloudConfig.of(cluster, server, CERTIFICATES));
    }
    return Json.stream(MachineConfigPatches.patches(cluster, server))
        + "\n===\n"
        + Json.stream(MachineConfigPatches.manifests(cluster, server, MANIFESTS));
  }
}

package dev.slipway.plan.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.BlockYaml;
import dev.slipway.Golden;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The cloud-config of a load balancer; each file that it writes is a golden file of its own. */
class LoadBalancerGoldenTest {
  private static final String FOLDER = "golden/load-balancer/";

  @Test
  void singleServer() {
    ClusterPlan cluster = FleetFixture.cluster("staging-osl2");
    assertGolden("single/", "", HaproxyConfig.cloudConfig(cluster, server(cluster, 0)));
  }

  @Test
  void pair() {
    ClusterPlan cluster = FleetFixture.allKeys().clusterOrThrow(DnsLabel.parse("staging-sto2"));
    assertEquals(2, cluster.endpoint().servers().size());
    assertGolden("pair/", "-1", HaproxyConfig.cloudConfig(cluster, server(cluster, 0)));
    assertGolden("pair/", "-2", HaproxyConfig.cloudConfig(cluster, server(cluster, 1)));
  }

  private static ServerPlan server(ClusterPlan cluster, int index) {
    return cluster.endpoint().servers().get(index);
  }

  private static void assertGolden(String folder, String suffix, Map<String, Object> cloudConfig) {
    List<Object> files = new ArrayList<>();
    for (Object each : (List<?>) cloudConfig.getOrDefault("write_files", List.of())) {
      Map<String, Object> file = new TreeMap<>();
      ((Map<?, ?>) each).forEach((key, value) -> file.put(key.toString(), value));
      String golden = name(String.valueOf(file.get("path")), suffix);
      Golden.assertSame(FOLDER + folder + golden, String.valueOf(file.put("content", golden)));
      files.add(file);
    }
    Map<String, Object> document = new TreeMap<>(cloudConfig);
    document.put("write_files", files);
    Golden.assertSame(
        FOLDER + folder + "cloud-config" + suffix + ".yaml", BlockYaml.stream(List.of(document)));
  }

  /** Returns the name of the golden file; both servers of a pair have the same haproxy.cfg. */
  private static String name(String path, String suffix) {
    return path.endsWith("haproxy.cfg") ? "haproxy.cfg" : "keepalived" + suffix + ".conf";
  }
}

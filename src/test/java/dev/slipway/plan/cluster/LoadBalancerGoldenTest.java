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

/** The cloud-config of a load balancer; each configuration that it writes is a golden file. */
class LoadBalancerGoldenTest {
  private static final ConfigurationChannel.Certificates CERTIFICATES =
      new ConfigurationChannel.Certificates("authority", "server and key");

  private static final String FOLDER = "golden/load-balancer/";

  @Test
  void singleServer() {
    ClusterPlan cluster = FleetFixture.cluster("staging-osl2");
    assertGolden(
        "single/", "", LoadBalancerCloudConfig.of(cluster, server(cluster, 0), CERTIFICATES));
  }

  @Test
  void pair() {
    ClusterPlan cluster = FleetFixture.allKeys().clusterOrThrow(DnsLabel.parse("staging-sto2"));
    assertEquals(2, cluster.endpoint().servers().size());
    assertGolden(
        "pair/", "-1", LoadBalancerCloudConfig.of(cluster, server(cluster, 0), CERTIFICATES));
    assertGolden(
        "pair/", "-2", LoadBalancerCloudConfig.of(cluster, server(cluster, 1), CERTIFICATES));
  }

  private static ServerPlan server(ClusterPlan cluster, int index) {
    return cluster.endpoint().servers().get(index);
  }

  private static void assertGolden(String folder, String suffix, Map<String, Object> cloudConfig) {
    List<Object> files = new ArrayList<>();
    for (Object each : (List<?>) cloudConfig.getOrDefault("write_files", List.of())) {
      Map<String, Object> file = new TreeMap<>();
      ((Map<?, ?>) each).forEach((key, value) -> file.put(key.toString(), value));
      String path = String.valueOf(file.get("path"));
      String text = String.valueOf(file.get("content"));
      if (path.endsWith(".cfg") || path.endsWith(".conf")) {
        String golden = name(path, suffix);
        Golden.assertSame(FOLDER + folder + golden, text);
        file.put("content", golden);
      } else if (text.lines().count() > 1) {
        String resource = path.endsWith("configure") ? "configure.sh" : path.replaceAll(".*/", "");
        assertEquals(ConfigurationChannel.resource(resource), text);
        file.put("content", "src/main/resources/load-balancer/" + resource);
      }
      files.add(file);
    }
    Map<String, Object> document = new TreeMap<>(cloudConfig);
    document.put("write_files", files);
    Golden.assertSame(
        FOLDER + folder + "cloud-config" + suffix + ".yaml", BlockYaml.stream(List.of(document)));
  }

  /** Returns the name of the golden file; the suffix is that of a file which differs in a pair. */
  private static String name(String path, String suffix) {
    String name = path.replaceAll(".*/", "");
    return List.of("keepalived.conf", "slipway-time.conf").contains(name)
        ? name.replace(".conf", suffix + ".conf")
        : name;
  }
}

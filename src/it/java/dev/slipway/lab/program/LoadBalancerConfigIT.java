package dev.slipway.lab.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.cluster.ConfigurationChannel;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks every load balancer's configuration files with the real haproxy and keepalived. */
@Tag("default")
class LoadBalancerConfigIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"stacks", "src/test/resources/all-keys"})
  void isAcceptedWithoutWarning(String stacks) throws IOException, InterruptedException {
    for (ClusterPlan cluster : Planner.plan(Fleet.load(Path.of(stacks))).clusters()) {
      for (ServerPlan server : cluster.endpoint().servers()) {
        for (Map.Entry<String, String> one :
            ConfigurationChannel.configuration(cluster, server).entrySet()) {
          Path file = folder.resolve(server.name());
          Files.writeString(file, one.getValue());
          assertAccepted(one.getKey(), file.toString());
        }
      }
    }
  }

  private static void assertAccepted(String path, String file)
      throws IOException, InterruptedException {
    List<String> check =
        path.contains("keepalived")
            ? List.of("/usr/sbin/keepalived", "--config-test", "-f", file)
            : List.of("/usr/sbin/haproxy", "-c", "-q", "-f", file);
    Process process = new ProcessBuilder(check).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals("", output);
  }
}

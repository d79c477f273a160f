package dev.slipway.plan.cluster;

import static dev.slipway.plan.cluster.PatchFixture.json;
import static dev.slipway.plan.cluster.PatchFixture.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A patch sends logs to the address of another host only, in the form that Talos has. */
class LogDestinationTest {
  private final ClusterPlan cluster = FleetFixture.cluster("staging-osl2");
  private final ServerPlan worker = cluster.workers().get(0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"endpoint\":\"tcp://logs.example.net:514\",\"format\":\"json_lines\"}",
        "{\"endpoint\":\"tcp://127.0.0.1:50000\",\"format\":\"json_lines\"}",
        "{\"endpoint\":\"tcp://169.254.169.254:80\",\"format\":\"json_lines\"}",
        "{\"endpoint\":\"udp://224.0.0.1:514\",\"format\":\"json_lines\"}",
        "{\"endpoint\":\"tcp://0.0.0.0:514\",\"format\":\"json_lines\"}",
        "{\"endpoint\":\"tcp://[::1]:514\",\"format\":\"json_lines\"}",
        "{\"endpoint\":\"tcp://192.0.2.9:65536\",\"format\":\"json_lines\"}",
        "{\"endpoint\":\"tcp://192.0.2.9\",\"format\":\"json_lines\"}",
        "{\"endpoint\":\"https://192.0.2.9:514\",\"format\":\"json_lines\"}",
        "{\"endpoint\":\"tcp://192.0.2.999:514\",\"format\":\"json_lines\"}",
        "{\"endpoint\":\"tcp://192.0.2.9:514\",\"format\":\"text\"}",
        "{\"endpoint\":\"tcp://192.0.2.9:514\",\"format\":\"json_lines\",\"extra\":\"x\"}",
        "{\"endpoint\":\"tcp://192.0.2.9:514\",\"format\":\"json_lines\",\"extraTags\":[\"x\"]}",
        "{\"endpoint\":\"tcp://192.0.2.9:514\",\"format\":\"json_lines\",\"extraTags\":{\"x\":\"a"
            + " b\"}}",
        "{\"format\":\"json_lines\"}",
        "\"tcp://192.0.2.9:514\"",
      })
  void refusesOtherDestinationsOfLogs(String destination) throws IOException {
    List<String> found = problems(cluster, worker, logs(destination));
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.get(0).contains("expected a list of endpoints as tcp://"), found.toString());
  }

  private static Map<String, Object> logs(String destination) throws IOException {
    return json("{\"machine\":{\"logging\":{\"destinations\":[%s]}}}".formatted(destination));
  }
}

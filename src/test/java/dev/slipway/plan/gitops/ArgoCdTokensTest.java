package dev.slipway.plan.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens that Argo CD's controller presents, and the command that it runs for one. */
class ArgoCdTokensTest {
  private static final ClusterPlan OSL2 = FleetFixture.cluster("staging-osl2");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void commandPrintsTheTokenOfTheFileForAMinute() throws Exception {
    Path file = Files.writeString(folder.resolve("it's a \"token\""), "eyJhbGciOi.J9_-x.y");
    Process process = run(file);
    JsonNode credential = JSON.readTree(process.getInputStream());
    assertEquals(0, process.waitFor());
    assertEquals("client.authentication.k8s.io/v1", credential.at("/apiVersion").asText());
    assertEquals("ExecCredential", credential.at("/kind").asText());
    assertEquals("eyJhbGciOi.J9_-x.y", credential.at("/status/token").asText());
    Instant expiration = Instant.parse(credential.at("/status/expirationTimestamp").asText());
    Duration kept = Duration.between(Instant.now(), expiration);
    assertTrue(kept.toSeconds() > 30 && kept.toSeconds() <= 60, kept::toString);
  }

  /** A text that is not a token could change the JSON document. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a\",\"b\":\"c", "a\nb", "a b", "$(id)", "a\\"})
  void commandFailsWithoutAToken(String content) throws Exception {
    Process process = run(Files.writeString(folder.resolve("token"), content));
    assertEquals("", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(1, process.waitFor());
  }

  @Test
  void commandFailsWithoutTheFile() throws Exception {
    assertNotEquals(0, run(folder.resolve("absent")).waitFor());
  }

  /** The command reads the file that the volume has for the cluster. */
  @Test
  void volumeHasAFileForEachCluster() {
    ClusterPlan sto2 = FleetFixture.cluster("staging-sto2");
    JsonNode pod = pod(List.of(OSL2, sto2));
    String mounted = pod.at("/containers/0/volumeMounts/0/mountPath").asText();
    JsonNode sources = pod.at("/volumes/0/projected/sources");
    for (int i = 0; i < 2; i++) {
      ClusterPlan cluster = List.of(OSL2, sto2).get(i);
      JsonNode token = sources.get(i).get("serviceAccountToken");
      List<?> arguments = arguments(cluster);
      assertEquals(arguments.get(3), mounted + "/" + token.get("path").asText());
      assertEquals(
          cluster.trustedIssuer().orElseThrow().audience(), token.get("audience").asText());
      assertEquals(600, token.get("expirationSeconds").asInt());
    }
  }

  /** The API server removes what the former settings had. */
  @Test
  void withoutClustersThereIsNoVolume() {
    JsonNode pod = pod(List.of());
    assertEquals(1, pod.size());
    assertEquals("argocd-application-controller", pod.at("/containers/0/name").asText());
    assertEquals(1, pod.at("/containers/0").size());
  }

  private static JsonNode pod(List<ClusterPlan> managed) {
    return JSON.valueToTree(ArgoCdTokens.statefulSet(managed)).at("/spec/template/spec");
  }

  private static List<?> arguments(ClusterPlan cluster) {
    return (List<?>) Objects.requireNonNull(ArgoCdTokens.execProvider(cluster).get("args"));
  }

  private static Process run(Path file) throws IOException {
    Map<String, Object> exec = ArgoCdTokens.execProvider(OSL2);
    List<String> command = new ArrayList<>(List.of(String.valueOf(exec.get("command"))));
    arguments(OSL2).subList(0, 3).forEach(argument -> command.add(String.valueOf(argument)));
    command.add(file.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}

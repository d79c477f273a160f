package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.change.SetOnce;
import dev.slipway.credentials.BundleFixture;
import dev.slipway.credentials.EndingCertificate;
import dev.slipway.document.Json;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.status.Condition;
import dev.slipway.status.StackStatus;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The status of stacks whose states a program of the test prints in place of pulumi. */
class StatusTest {
  private static final String STACK = "staging-osl2";
  private static final String SUCCEEDED =
      """
      [{"kind": "update", "result": "succeeded", "startTime": "2026-11-27T15:49:33.000Z",
        "endTime": "2026-11-27T15:51:15.000Z"}]
      """;
  private static final String PENDING =
      """
      [{"type": "creating", "resource": {"urn": "urn:pulumi:s::slipway::t::p", "type": "t"}}]
      """;

  @TempDir private Path folder;
  private final Map<String, String> recorded = new TreeMap<>();
  private final Map<String, String> variables = new TreeMap<>();

  @BeforeEach
  void createStack() throws IOException {
    Files.copy(Path.of("src/test/resources/fake-programs/pulumi"), folder.resolve("pulumi"));
    assertTrue(folder.resolve("pulumi").toFile().setExecutable(true));
    recorded.putAll(SetOnce.of(FleetFixture.fleet().clusterOrThrow(DnsLabel.parse(STACK))));
    write("stacks", "[{\"name\": \"organization/slipway/" + STACK + "\"}]");
    state("[]");
    write(STACK + ".history", SUCCEEDED);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /** Writes a state with the outputs that the last completed update recorded. */
  private void state(String pending) throws IOException {
    String state =
        Json.write(
            Map.of(
                "deployment",
                Map.of(
                    "pending_operations", Json.read(pending, JsonNode.class),
                    "resources",
                        List.of(
                            Map.of(
                                "type", "pulumi:pulumi:Stack",
                                "urn", "urn:pulumi:s::slipway::pulumi:pulumi:Stack::slipway-s",
                                "outputs", Map.of("setOnce", recorded)),
                            Map.of(
                                "type", "command:local:Command",
                                "urn", "urn:pulumi:s::slipway::c::s-talos-bundle",
                                "outputs",
                                    Map.of(
                                        "stdout",
                                        Map.of("plaintext", Json.write(BundleFixture.yaml()))))))));
    write(STACK + ".secrets", state);
    write(STACK + ".export", state.replaceAll("plaintext", "ciphertext"));
  }

  private CliRun status(String... arguments) {
    CommandLine root = Slipway.commandLine();
    StatusCommand command =
        new StatusCommand(
            new PulumiProgram(folder.resolve("pulumi").toString(), Path.of(""), variables));
    return CliRun.of(
        root.addSubcommand("fake", command),
        Stream.concat(Stream.of("fake"), Stream.of(arguments)).toList());
  }

  private static String line(CliRun run, String stack) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith(stack + " "))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void printsALineForEachStack() {
    CliRun run = status();
    assertEquals(ExitCodes.DIFFERENT.code(), run.exitCode());
    assertEquals(7, run.out().lines().count(), run.out());
    assertEquals(
        "staging-osl2     up           not assessed  1.36.3          1.13.9          1.20.2        "
            + "  2026-11-27 15:51   2036-11-23",
        line(run, STACK));
    assertEquals(
        "staging          not created  -             (file: 1.36.3)  (file: 1.13.9)  (file:"
            + " 1.20.2)  -                  -",
        line(run, "staging"));
    assertEquals("", run.err());
  }

  @Test
  void succeedsIfEveryStackIsUp() {
    CliRun run = status(STACK);
    assertEquals(ExitCodes.SUCCESS.code(), run.exitCode(), run.out() + run.err());
    assertEquals(2, run.out().lines().count(), run.out());
  }

  @Test
  void printsBothVersionsIfTheyDiffer() throws IOException {
    recorded.put("talos", "1.13.8");
    state("[]");
    CliRun run = status(STACK);
    assertEquals(ExitCodes.DIFFERENT.code(), run.exitCode());
    assertTrue(line(run, STACK).contains("  1.13.8 (file: 1.13.9)  "), run.out());
  }

  @Test
  void findsAnInterruptedUpdate() throws IOException {
    state(PENDING);
    CliRun run = status(STACK);
    assertEquals(ExitCodes.DIFFERENT.code(), run.exitCode());
    assertTrue(line(run, STACK).contains("  update interrupted  "), run.out());
  }

  @Test
  void findsAFirstUpdateThatPulumiDidNotRecord() throws IOException {
    recorded.clear();
    state("[]");
    write(STACK + ".history", "[]");
    CliRun run = status(STACK);
    assertEquals(ExitCodes.DIFFERENT.code(), run.exitCode());
    assertTrue(line(run, STACK).contains("  update interrupted  "), run.out());
    assertTrue(
        line(run, STACK).endsWith("  not assessed: versions: no completed update recorded them"),
        run.out());
  }

  @Test
  void findsAFailedUpdate() throws IOException {
    write(STACK + ".history", SUCCEEDED.replace("succeeded", "failed"));
    assertTrue(line(status(STACK), STACK).contains("  update failed  "));
  }

  @Test
  void aRefreshDoesNotHideAFailedUpdate() throws IOException {
    String failed = SUCCEEDED.replace("succeeded", "failed").strip();
    String refresh = SUCCEEDED.replace("\"update\"", "\"refresh\"").strip();
    write(STACK + ".history", refresh.replaceFirst("]$", "") + "," + failed.substring(1));
    assertTrue(line(status(STACK), STACK).contains("  update failed  "));
  }

  @Test
  void aStackOfWhichADestroyLeftResourcesIsNotUp() throws IOException {
    write(STACK + ".history", SUCCEEDED.replace("\"update\"", "\"destroy\""));
    assertTrue(line(status(STACK), STACK).contains("  update failed  "));
  }

  @Test
  void aRunningUpdateIsNotAFailedOne() throws IOException {
    write(STACK + ".history", SUCCEEDED.replace("succeeded", "in-progress"));
    assertTrue(line(status(STACK), STACK).contains("  update interrupted  "));
  }

  @Test
  void aDestroyedStackIsNotCreated() throws IOException {
    write(
        STACK + ".secrets",
        "{\"deployment\": {\"resources\": [{\"type\": \"pulumi:pulumi:Stack\"}]}}");
    assertTrue(line(status(STACK), STACK).contains("  not created  "));
  }

  @Test
  void aStackThatCannotBeReadIsNotAssessed() throws IOException {
    Files.delete(folder.resolve(STACK + ".history"));
    CliRun run = status(STACK);
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertTrue(
        line(run, STACK).endsWith("failed; its message: error: no file " + STACK + ".history"),
        line(run, STACK));
    assertTrue(line(run, STACK).contains("  not assessed  -  "), run.out());
  }

  @Test
  void asksTheBackendOfEachEnvironmentOnce() throws IOException {
    Path production = Files.createDirectory(folder.resolve("production"));
    variables.put("PULUMI_BACKEND_URL_PRODUCTION", "file://" + production);
    Files.writeString(production.resolve("stacks"), "[]");
    assertTrue(line(status(), STACK).contains("  up  "));
    assertEquals(
        "stack ls --json --non-interactive\n", Files.readString(production.resolve("calls")));
    long asked =
        Files.readString(folder.resolve("calls"))
            .lines()
            .filter(call -> call.startsWith("stack ls"))
            .count();
    assertEquals(1, asked);
  }

  @Test
  void noStackIsAssessedWithoutTheList() throws IOException {
    write("stacks", "no JSON");
    CliRun run = status();
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertEquals(7, run.out().lines().filter(line -> !line.contains(" up ")).count());
    assertEquals(6, run.out().lines().filter(line -> line.contains(" not assessed ")).count());
  }

  @Test
  void readsAllButCertificatesWithoutTheKeyOfTheSecrets() throws IOException {
    Files.delete(folder.resolve(STACK + ".secrets"));
    CliRun run = status(STACK);
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertTrue(line(run, STACK).contains("  up     not assessed  1.36.3"), line(run, STACK));
    assertTrue(line(run, STACK).contains("  not assessed: certificates: "), line(run, STACK));
  }

  @Test
  void writesTheSameFieldsAsJsonAndAsYaml() throws IOException {
    CliRun json = status(STACK, "staging", "-o", "json");
    CliRun yaml = status(STACK, "staging", "--output=yaml");
    JsonNode document = Json.read(json.out(), JsonNode.class);
    assertEquals(document, new YAMLMapper().readTree(yaml.out()));
    assertTrue(yaml.out().contains("time: \"2026-11-27T15:51:15Z\"\n"), yaml.out());
    JsonNode stack = document.at("/stacks/0");
    assertEquals(
        List.of(STACK, "staging", "up", "1.13.9", "1.13.9", "2026-11-27T15:51:15Z"),
        Stream.of(
                "/stack",
                "/environment",
                "/state",
                "/versions/talos/file",
                "/versions/talos/recorded",
                "/lastUpdate/time")
            .map(path -> stack.at(path).asText())
            .toList());
    assertEquals("2036-11-23T01:26:20Z", stack.at("/certificates/0/ends").asText());
    assertEquals("s-talos-bundle", stack.at("/certificates/0/resources/0").asText());
    assertTrue(stack.path("findings").isMissingNode());
    assertEquals("not created", document.at("/stacks/1/state").asText());
    assertFalse(json.out().contains("KEY"), "no key is printed");
  }

  @Test
  void refusesAnotherFormat() {
    CliRun run = status("-o", "xml");
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().contains("'xml' is not a format; use one of: table, json, yaml"));
  }

  @Test
  void warnsOnceOfACertificateThatEndsSoon() {
    Instant end = Instant.parse("2036-11-23T01:26:20Z");
    StackStatus stack =
        new StackStatus(
            FleetFixture.fleet().clusterOrThrow(DnsLabel.parse(STACK)),
            Condition.UP,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(
                new EndingCertificate("a", "O=etcd", end),
                new EndingCertificate("b", "O=etcd", end)),
            List.of());
    assertEquals(
        List.of(
            "warning: staging-osl2: certificate O=etcd ends 2036-11-23T01:26:20Z; nothing renews"
                + " it"),
        StatusOutput.warnings(stack, end.minus(Duration.ofDays(59))));
    assertEquals(List.of(), StatusOutput.warnings(stack, end.minus(Duration.ofDays(60))));
  }
}

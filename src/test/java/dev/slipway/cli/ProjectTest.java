package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.CloudServer;
import dev.slipway.config.ProjectAssignment;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ProjectTest {
  private static final String STACK = "staging-osl2";
  private static final String ID = "abcdef00000000000000000000000001";

  @TempDir private Path folder;
  private StackFiles files;
  private CloudServer server;
  private String pinned;

  @BeforeEach
  void startKeystone() throws IOException {
    files = StackFiles.shipped(folder.resolve("stacks"));
    pinned = ProjectAssignment.of(files.file(STACK)).id().orElseThrow();
    server = new CloudServer();
    server.answerProject(ID, "team-staging");
    Files.writeString(folder.resolve("clouds"), server.cloudsYaml(STACK));
  }

  @AfterEach
  void stopKeystone() {
    server.close();
  }

  @Test
  void writesTheIdOnceAndKeepsTheRestOfTheFile() {
    String complete = files.text(STACK);
    files.with(STACK, "project: { id: \"" + pinned + "\" }\n", "");
    CliRun first = project("--write");
    assertEquals(
        """
        DIR/staging-osl2.yaml: project abcdef00000000000000000000000001 (team-staging) of URL
        --- DIR/staging-osl2.yaml
        +++ DIR/staging-osl2.yaml
        +project: { id: "abcdef00000000000000000000000001" }
        """,
        first.out());
    assertEquals(complete.replace(pinned, ID), files.text(STACK));
    CliRun second = project("--write");
    assertEquals(
        "DIR/staging-osl2.yaml: project abcdef00000000000000000000000001 (team-staging) of URL\n",
        second.out());
    assertEquals(0, second.exitCode());
    assertEquals(complete.replace(pinned, ID), files.text(STACK));
  }

  @Test
  void writesNothingWithoutTheOption() {
    files.with(STACK, "project: { id: \"" + pinned + "\" }\n", "");
    String before = files.text(STACK);
    assertTrue(project().out().endsWith("Nothing was written. To write the files, add --write\n"));
    assertEquals(before, files.text(STACK));
  }

  @Test
  void printsADocumentForPrograms() {
    files.with(STACK, "project: { id: \"" + pinned + "\" }\n", "");
    CliRun run = project("-o", "yaml");
    assertEquals(
        """
        projects:
        - authUrl: URL
          file: DIR/staging-osl2.yaml
          id: %s
          name: team-staging
          result: not written
        """
            .formatted(ID),
        run.out());
    assertEquals("", run.err());
  }

  @Test
  void neverReplacesAnId() {
    String before = files.text(STACK);
    assertRefused(
        "DIR/staging-osl2.yaml: project.id is %s, and the credential of clouds.staging-osl2 (DIR/clouds:3) belongs to project %s (team-staging); use a credential of the first, or remove project.id if the stack has no resources"
            .formatted(pinned, ID));
    assertEquals(before, files.text(STACK));
  }

  @Test
  void refusesTheProjectOfAnotherStack() {
    files.with(STACK, pinned, "");
    files.with(STACK, "project: { id: \"\" }\n", "");
    String other = ProjectAssignment.of(files.file("staging-sto2")).id().orElseThrow();
    server.answerProject(other, "team-staging");
    assertRefused(
        "DIR/staging-osl2.yaml: project %s is already the project of DIR/staging-sto2.yaml; no two stacks may use the same"
            .formatted(other));
  }

  @Test
  void refusesAProjectWhoseNameContainsAnotherEnvironment() {
    files.with(STACK, "project: { id: \"" + pinned + "\" }\n", "");
    server.answerProject(ID, "slipway-production-osl2");
    assertRefused(
        "DIR/staging-osl2.yaml: the credential of clouds.staging-osl2 belongs to project %s (slipway-production-osl2) of environment production, and the stack to staging; correct the entry in clouds.yaml"
            .formatted(ID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cloud: a|cloud: a\\nproject: { id: "ID" }\\n
          cloud: a # note\\nkind: x\\n|cloud: a # note\\nproject: { id: "ID" }\\nkind: x\\n
          cloud: a\\r\\nkind: x\\r\\n|cloud: a\\r\\nproject: { id: "ID" }\\r\\nkind: x\\r\\n
          {cloud: a, kind: x}|{cloud: a, project: { id: "ID" }, kind: x}
          cloud: a\\nproject: { region: b }\\n|cloud: a\\nproject: { id: "ID", region: b }\\n
          cloud: a\\nproject:\\n  # note\\n  region: b\\n|cloud: a\\nproject:\\n  # note\\n  id: "ID"\\n  region: b\\n
          """)
  void writesTheIdIntoEveryStyle(String before, String after) throws IOException {
    Path file = Files.writeString(folder.resolve("style.yaml"), unescaped(before));
    ProjectAssignment assignment = ProjectAssignment.of(file);
    assertEquals(unescaped(after).replace("ID", ID), assignment.text(ProjectId.parse(ID)));
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }

  private void assertRefused(String message) {
    CliRun run = project("--write");
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertEquals(message + "\n", run.err());
  }

  /** Runs the command with an environment of the test. */
  private CliRun project(String... options) {
    Map<String, String> environment =
        Map.of("OS_CLIENT_CONFIG_FILE", folder.resolve("clouds").toString());
    CommandLine command = new CommandLine(new ProjectCommand(environment));
    command.setExecutionExceptionHandler(
        (failure, line, arguments) -> {
          assertTrue(failure instanceof CloudException, failure + "");
          line.getErr().println(failure.getMessage());
          return ExitCodes.FAILED.code();
        });
    Stream<String> all =
        Stream.concat(Stream.of(options), Stream.of(STACK, "--stacks", files.path().toString()));
    return CliRun.of(command, all.toList())
        .replace(files.path().toString(), "DIR")
        .replace(folder.toString(), "DIR")
        .replace(server.url(), "URL");
  }
}

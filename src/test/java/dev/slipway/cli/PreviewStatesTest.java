package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import dev.slipway.testing.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The states, settings and variables with which {@code slipway preview} runs pulumi. */
class PreviewStatesTest extends PreviewFixture {
  @Test
  void stackWithoutAStateIsNotPreviewed() {
    stacks.with(
        "production-osl2",
        "count: 3, flavor: l2.c4r8.100, slot",
        "count: 4, flavor: l2.c4r8.100, slot");
    CliRun run = preview();
    assertCode(ExitCodes.CHANGED, run);
    assertTrue(
        run.out()
            .contains("- `pulumi stack init production-osl2 --secrets-provider 'passphrase'`\n"),
        run.out());
    assertTrue(run.out().contains("| production-osl2 | not assessed: no state | 0 |"), run.out());
    assertTrue(run.out().endsWith("was not run or failed: production-osl2.\n"), run.out());
  }

  /** Backend and secrets provider are those of the environment. */
  @Test
  void stateIsCreatedWhereTheEnvironmentHasIts() throws IOException {
    pulumi("stacks", "[]");
    stacks.with(STACK, "count: 2", "count: 3");
    stacks.withText(
        "staging",
        stacks.text("staging")
            + "state: { backend: 's3://staging-state', secretsProvider: 'hashivault://staging'"
            + " }\n");
    JsonNode document = Json.read(preview("-o", "json").out(), JsonNode.class);
    assertEquals(
        List.of("staging", STACK, "staging-sto2"),
        document.path("stacks").findValuesAsText("stack"));
    assertEquals(
        "PULUMI_BACKEND_URL='s3://staging-state' pulumi stack init staging-osl2 --secrets-provider"
            + " 'hashivault://staging'",
        document.path("stacks").path(1).path("createState").asText());
  }

  /** Pulumi would write another salt into the file. */
  @Test
  void stackWithoutItsSaltIsNotPreviewed() throws IOException {
    stacks.with(STACK, "count: 2", "count: 3");
    pulumi(STACK + ".preview", CREATED);
    repository.with("Pulumi.%s.yaml".formatted(STACK), "config: {}\n");
    CliRun run = preview();
    assertCode(ExitCodes.FAILED, run);
    assertTrue(
        run.out().contains("Pulumi.staging-osl2.yaml has no encryptionsalt, and"), run.out());
    assertEquals(
        List.of("stack ls --json --non-interactive"), Files.readAllLines(folder.resolve("calls")));
  }

  @Test
  void eachEnvironmentHasItsStateAndVariables() throws IOException {
    String production = "production-osl2";
    settings(production);
    changeBothEnvironments();
    for (String environment : List.of("staging", "production")) {
      Path backend = Files.createDirectory(folder.resolve(environment));
      String suffix = "_" + environment.toUpperCase(Locale.ROOT);
      variables.put("PULUMI_BACKEND_URL" + suffix, "file://" + backend);
      variables.put("PULUMI_CONFIG_PASSPHRASE" + suffix, "of-" + environment);
      String stack = environment + "-osl2";
      Files.writeString(
          backend.resolve("stacks"), "[{\"name\": \"%s\", \"resourceCount\": 0}]".formatted(stack));
      Files.writeString(backend.resolve(stack + ".preview"), CREATED);
    }
    CliRun run = preview();
    assertCode(ExitCodes.CHANGED, run);
    assertTrue(run.out().contains("| staging-osl2 | 1 created | 0 |\n"), run.out());
    assertTrue(run.out().contains("| production-osl2 | 1 created | 0 |\n"), run.out());
    String staging = Files.readString(folder.resolve("staging/staging-osl2.variables"));
    assertTrue(staging.contains("\nPULUMI_CONFIG_PASSPHRASE=of-staging\n"), staging);
    assertFalse(staging.contains("of-production"), staging);
  }

  private void changeBothEnvironments() {
    for (String stack : List.of(STACK, "production-osl2")) {
      String admins = "adminPrefixes: [198.51.100.0/28]";
      stacks.with(stack, admins, admins.replace("]", ", 198.51.100.80/29]"));
    }
  }

  /** Staging is previewed although production's backend does not answer. */
  @Test
  void backendThatDoesNotAnswerIsAFailureOfItsStacks() throws IOException {
    changeBothEnvironments();
    pulumi(STACK + ".preview", CREATED);
    variables.put(
        "PULUMI_BACKEND_URL_PRODUCTION",
        "file://" + Files.createDirectory(folder.resolve("production")));
    CliRun run = preview();
    assertCode(ExitCodes.FAILED, run);
    assertTrue(run.out().contains("| staging-osl2 | 1 created | 0 |\n"), run.out());
    assertTrue(run.out().contains("- production-osl2: "), run.out());
    assertTrue(run.out().contains("its message: error: no file stacks\n"), run.out());
  }

  @Test
  void cloudIsNotComparedBeforeTheFirstUpdate() throws IOException {
    stacks.with(STACK, "count: 2", "count: 3");
    pulumi(STACK + ".preview", CREATED);
    assertEquals("[\"not assessed: cloud: the stack is new\"]", drift().toString());
    assertCode(ExitCodes.CHANGED, preview());
    pulumi("stacks", "[{\"name\": \"staging-osl2\"}]");
    assertTrue(drift().path(0).asText().startsWith("not read: cloud: "), drift().toString());
  }

  /** A deployment refuses such a review: what changed since is not known. */
  @Test
  void cloudThatCannotBeReadIsNotAssessed() throws IOException {
    stacks.with(STACK, "count: 2", "count: 3");
    pulumi(STACK + ".preview", CREATED);
    pulumi("stacks", "[{\"name\": \"staging-osl2\"}]");
    CliRun run = preview();
    assertCode(ExitCodes.FAILED, run);
    assertTrue(run.out().contains("\n- staging-osl2: not read: cloud: "), run.out());
    assertTrue(run.out().contains("| staging-osl2 | 1 created | 0 |\n"), run.out());
  }

  /** Its resources are not read, because an update leaves them. */
  @Test
  void removedStackIsNotPreviewed() {
    stacks.without("production-sto2");
    CliRun run = preview();
    assertTrue(
        run.out().contains("| production-sto2 | none: they stay until pulumi destroy | 0 |"),
        run.out());
  }

  private JsonNode drift() {
    JsonNode document = Json.read(preview("-o", "json").out(), JsonNode.class);
    return document.path("stacks").path(0).path("drift");
  }
}

package dev.slipway.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.recovery.KnownStacks.Condition;
import dev.slipway.value.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of stacks that a program of the test prints in place of pulumi. */
class KnownStacksTest {
  @TempDir private Path folder;
  private KnownStacks known;

  @BeforeEach
  void createBackends() throws IOException {
    Path program = folder.resolve("pulumi");
    Files.copy(Path.of("src/test/resources/fake-programs/pulumi"), program);
    assertTrue(program.toFile().setExecutable(true));
    Files.createDirectory(folder.resolve("staging"));
    Files.createDirectory(folder.resolve("production"));
    createKnown();
  }

  private void createKnown() {
    Map<String, String> variables =
        Map.of(
            "PULUMI_BACKEND_URL_STAGING", "file://" + folder.resolve("staging"),
            "PULUMI_BACKEND_URL_PRODUCTION", "file://" + folder.resolve("production"));
    String program = folder.resolve("pulumi").toString();
    known = new KnownStacks(new PulumiProgram(program, Path.of(""), variables));
  }

  private void stacks(String environment, String json) throws IOException {
    Files.writeString(folder.resolve(environment).resolve("stacks"), json);
  }

  private long calls(String environment) throws IOException {
    return Files.readString(folder.resolve(environment).resolve("calls")).lines().count();
  }

  @Test
  void statesAreAbsentEmptyOrUsed() throws IOException {
    stacks(
        "staging",
        """
        [{"name": "staging", "resourceCount": 7}, {"name": "o/p/staging-osl2", "resourceCount": 0}, {"name": "staging-sto2"}]\
        """);
    assertEquals(Condition.USED, known.condition(Environment.STAGING, "staging"));
    assertEquals(Condition.EMPTY, known.condition(Environment.STAGING, "staging-osl2"));
    assertEquals(Condition.USED, known.condition(Environment.STAGING, "staging-sto2"));
    assertEquals(Condition.ABSENT, known.condition(Environment.STAGING, "staging-got1"));
    assertEquals(1, calls("staging"));
  }

  @Test
  void eachEnvironmentHasItsBackend() throws IOException {
    stacks("staging", "[{\"name\": \"staging\"}]");
    stacks("production", "[]");
    assertEquals(Condition.USED, known.condition(Environment.STAGING, "staging"));
    assertEquals(Condition.ABSENT, known.condition(Environment.PRODUCTION, "staging"));
  }

  /** Otherwise every stack would seem to have no state. */
  @Test
  void answerIsAListOfStacks() throws IOException {
    Map<String, String> answers =
        Map.of(
            "", "line 1: No content to map due to end-of-input",
            "{}", "it is not an array",
            "null", "it is not an array",
            "[\"staging\"]", "an element has no \"name\"",
            "[{\"name\": \"staging\"}, {}]", "an element has no \"name\"",
            "[{\"name\": null}]", "an element has no \"name\"");
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      createKnown();
      stacks("staging", answer.getKey());
      PulumiException failure =
          assertThrows(
              PulumiException.class, () -> known.condition(Environment.STAGING, "staging"));
      assertEquals(
          "the backend of staging: pulumi stack ls --json printed no list of stacks: "
              + answer.getValue(),
          failure.getMessage());
    }
  }

  @Test
  void backendThatDoesNotAnswerIsAskedOnce() throws IOException {
    stacks("staging", "[]");
    for (int time = 0; time < 2; time++) {
      PulumiException failure =
          assertThrows(
              PulumiException.class, () -> known.condition(Environment.PRODUCTION, "production"));
      assertTrue(String.valueOf(failure.getMessage()).endsWith("error: no file stacks"));
    }
    assertEquals(1, calls("production"));
    assertEquals(Condition.ABSENT, known.condition(Environment.STAGING, "staging"));
  }
}

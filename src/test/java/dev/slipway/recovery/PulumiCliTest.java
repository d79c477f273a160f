package dev.slipway.recovery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.value.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures of a program of the test in place of pulumi. */
class PulumiCliTest {
  @TempDir private Path folder;

  private PulumiCli failing(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("pulumi"), "#!/bin/sh\n" + script);
    assertTrue(program.toFile().setExecutable(true));
    return new PulumiProgram(program.toString(), Path.of(""), Map.of())
        .stack(Environment.STAGING, "staging");
  }

  /** Output before a kill can be a part of a state with its secrets. */
  @Test
  void messageOfAFailureHasNoOutput() throws IOException {
    PulumiCli pulumi = failing("echo a-secret; echo the reason >&2; exit 137");
    PulumiException failure = assertThrows(PulumiException.class, pulumi::exportWithSecrets);
    assertTrue(String.valueOf(failure.getMessage()).endsWith("its message: the reason"));
    assertFalse(String.valueOf(failure.getMessage()).contains("a-secret"));
  }

  @Test
  void aProgramThatDoesNotReadItsInputHasItsOwnMessage() throws IOException {
    PulumiCli pulumi = failing("echo the stack is locked >&2; exit 255");
    String input = "x".repeat(1_000_000);
    PulumiException failure = assertThrows(PulumiException.class, () -> pulumi.restore(input));
    assertTrue(String.valueOf(failure.getMessage()).endsWith("its message: the stack is locked"));
  }
}

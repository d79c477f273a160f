package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.CliRun;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion script, in bash. */
class CompletionTest {
  @TempDir private Path folder;

  @Test
  void completesCommandsOptionsAndFormats() throws IOException, InterruptedException {
    assertEquals(List.of("plan", "preflight", "preview", "project"), completed("slipway", "p"));
    assertEquals(List.of("--stacks"), completed("slipway", "plan", "--st"));
    assertEquals(List.of("json"), completed("slipway", "status", "-o", "j"));
    assertEquals(List.of("bash", "zsh"), completed("slipway", "completion", ""));
    assertEquals(List.of(), completed("slipway", "gen"));
  }

  @Test
  void completesStacksThatAreThereNow() throws IOException, InterruptedException {
    StackFiles files = StackFiles.shipped(folder.resolve("stacks"));
    assertEquals(
        List.of("staging", "staging-osl2", "staging-sto2"), completed("slipway", "plan", "sta"));
    assertEquals(List.of("staging-osl2"), completed("slipway", "status", "staging", "staging-o"));
    assertEquals(List.of("staging-sto2"), completed("slipway", "clear-default-group", "staging-s"));
    Files.delete(files.file("staging-sto2"));
    assertEquals(List.of("staging", "staging-osl2"), completed("slipway", "recover", "sta"));
  }

  /** bash evaluates the candidates. */
  @Test
  void runsNoNameOfAFile() throws IOException, InterruptedException {
    StackFiles files = StackFiles.shipped(folder.resolve("stacks"));
    Files.copy(files.file("staging"), files.path().resolve("$(touch${IFS}run).yaml"));
    assertEquals(
        List.of("staging", "staging-osl2", "staging-sto2"), completed("slipway", "plan", "sta"));
    completed("slipway", "plan", "");
    assertFalse(Files.exists(folder.resolve("run")));
  }

  @Test
  void isTheSameScriptForBothShells() {
    assertEquals(CliRun.of("completion", "bash"), CliRun.of("completion", "zsh"));
    CliRun fish = CliRun.of("completion", "fish");
    assertEquals(ExitCodes.INVALID.code(), fish.exitCode());
    assertTrue(
        fish.err().startsWith("'fish' is not a shell with completion; use one of: bash, zsh"));
    assertTrue(CliRun.of("generate-completion").out().contains("_complete_slipway"));
  }

  private List<String> completed(String... words) throws IOException, InterruptedException {
    Path script = folder.resolve("completion");
    Files.writeString(script, CliRun.of("completion", "bash").out());
    String quoted = "'" + String.join("' '", words) + "'";
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source %s; COMP_WORDS=(%s) COMP_CWORD=%d; _complete_slipway 2>/dev/null; printf '%%s\\n' \"${COMPREPLY[@]}\""
                    .formatted(script, quoted, words.length - 1))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor());
    return out.lines().filter(line -> !line.isEmpty()).sorted().toList();
  }
}

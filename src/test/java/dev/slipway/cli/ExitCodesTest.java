package dev.slipway.cli;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.CliRun;
import dev.slipway.testing.RepositoryFiles;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExitCodesTest {
  /** A number, or a constant of picocli, instead of a constant of {@link ExitCodes}. */
  private static final Pattern OTHER_CODE =
      Pattern.compile("return \\d+;|System\\.exit\\(\\d|\\bExitCode\\.\\w+");

  /** Scripts depend on the numbers. */
  @Test
  void keepTheirNumbers() {
    assertEquals(
        List.of(
            "SUCCESS 0",
            "FAILED 1",
            "INVALID 2",
            "DIFFERENT 3",
            "DISRUPTIVE 4",
            "REFUSED 5",
            "CHANGED 6"),
        Stream.of(ExitCodes.values()).map(one -> one + " " + one.code()).toList());
    assertEquals(CommandLine.ExitCode.USAGE, ExitCodes.INVALID.code());
    assertEquals(CommandLine.ExitCode.SOFTWARE, ExitCodes.FAILED.code());
  }

  @Test
  void areAllInTheHelpAndInTheDocumentation() throws IOException {
    String help = CliRun.of("--help").out().replaceAll("\\s+", " ");
    String page = Files.readString(Path.of("docs/changing-a-cluster.md"));
    for (ExitCodes one : ExitCodes.values()) {
      assertTrue(help.contains(one.code() + " " + one.meaning()), one.meaning());
      assertTrue(page.contains("| %d | %s |".formatted(one.code(), one.meaning())), one.meaning());
    }
  }

  @Test
  void everyCommandUsesOnlyThese() throws IOException {
    Path sources = Path.of("src/main/java/dev/slipway/cli");
    for (Path file : nonEmpty(RepositoryFiles.below(sources, Path.of(""), path -> false))) {
      String text = Files.readString(sources.resolve(file));
      assertEquals(
          List.of(),
          OTHER_CODE.matcher(text).results().map(MatchResult::group).toList(),
          file.toString());
    }
    assertTrue(OTHER_CODE.matcher("    return 3;").find());
    assertTrue(OTHER_CODE.matcher("? ExitCode.OK : 0").find());
  }

  @Test
  void ofASingleCommandAreTheSameNumbers() {
    List<String> codes = Stream.of(ExitCodes.values()).map(one -> "" + one.code()).toList();
    for (CommandLine command : Slipway.commandLine().getSubcommands().values()) {
      command
          .getCommandSpec()
          .usageMessage()
          .exitCodeList()
          .keySet()
          .forEach(code -> assertTrue(codes.contains(code), command.getCommandName()));
    }
  }

  @Test
  void ofAChangeIsDisruptiveOrRefused(@TempDir Path folder) {
    StackFiles files = StackFiles.shipped(folder);
    assertEquals(ExitCodes.SUCCESS.code(), planned(folder).exitCode());
    files.with("staging-osl2", "301000000000000002", "301000000000000009");
    assertEquals(ExitCodes.DISRUPTIVE.code(), planned(folder).exitCode());
    files.with("staging-osl2", "kubernetes: 1.36.3", "kubernetes: 1.36.4");
    assertEquals(ExitCodes.REFUSED.code(), planned(folder).exitCode());
  }

  private static CliRun planned(Path folder) {
    return CliRun.of(
        "plan", "staging-osl2", "--stacks", folder.toString(), "--diff-from", "stacks");
  }
}

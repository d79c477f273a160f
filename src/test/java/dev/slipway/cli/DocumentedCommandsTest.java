package dev.slipway.cli;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands that pages contain exist, with their options. */
class DocumentedCommandsTest {
  /** Commands of the script slipway; they are not in the jar. */
  private static final Set<String> OF_THE_SCRIPT =
      Set.of("build", "jvm-flags", "lab", "maven", "test");

  /** A command with its arguments, up to what ends it in a shell, in code or in a table. */
  private static final Pattern COMMAND =
      Pattern.compile("\\./slipway ([a-z-]+)((?: (?!#)[^\\s`|&;>)]+)*)");

  private static final Pattern OPTION = Pattern.compile("(?<= )--?[a-zA-Z-]+");

  @Test
  void existWithTheirOptions() throws IOException {
    List<MatchResult> commands = new ArrayList<>();
    for (Path page : pages()) {
      COMMAND.matcher(Files.readString(page)).results().forEach(commands::add);
    }
    assertEquals(
        List.of(), nonEmpty(commands).stream().flatMap(one -> wrong(one).stream()).toList());
  }

  @Test
  void unknownCommandsAndOptionsAreFound() {
    assertEquals(List.of("gone: no such command"), wrong("./slipway gone NAME"));
    assertEquals(
        List.of("recover: no option --no"), wrong("./slipway recover NAME --yes --no; true"));
    assertEquals(List.of("identity: no option --write"), wrong("./slipway identity --write"));
    assertEquals(List.of(), wrong("`./slipway identity init staging --write` writes --no option"));
    assertEquals(List.of(), wrong("./slipway check     # --no option"));
  }

  private static List<String> wrong(String text) {
    Matcher command = COMMAND.matcher(text);
    return command.find() ? wrong(command.toMatchResult()) : List.of();
  }

  private static List<String> wrong(MatchResult found) {
    String name = found.group(1);
    if (OF_THE_SCRIPT.contains(name)) {
      return List.of();
    }
    CommandLine command = Slipway.commandLine().getSubcommands().get(name);
    if (command == null) {
      return List.of(name + ": no such command");
    }
    CommandLine last = subcommand(command, found.group(2));
    return OPTION
        .matcher(found.group(2))
        .results()
        .map(MatchResult::group)
        .filter(option -> last.getCommandSpec().findOption(option) == null)
        .map(option -> name + ": no option " + option)
        .toList();
  }

  private static CommandLine subcommand(CommandLine command, String arguments) {
    String first = arguments.strip().split(" ", 2)[0];
    return command.getSubcommands().getOrDefault(first, command);
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("stacks/README.md")));
    RepositoryFiles.below(Path.of(""), Path.of("docs"), path -> false).stream()
        .filter(file -> file.toString().endsWith(".md"))
        .forEach(pages::add);
    return pages;
  }
}

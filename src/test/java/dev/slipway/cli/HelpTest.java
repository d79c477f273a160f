package dev.slipway.cli;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.FleetFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class HelpTest {
  private static final String EXAMPLE = "Example: ";
  private static final String HELP = "help";

  /** Every command that the help shows, subcommands with their parent's name. */
  static List<String> commands() {
    return names(Slipway.commandLine(), "").filter(name -> !name.equals(HELP)).sorted().toList();
  }

  private static Stream<String> names(CommandLine parent, String prefix) {
    return parent.getSubcommands().entrySet().stream()
        .filter(one -> !one.getValue().getCommandSpec().usageMessage().hidden())
        .flatMap(
            one -> {
              String name = prefix + one.getKey();
              return Stream.concat(Stream.of(name), names(one.getValue(), name + " "));
            });
  }

  /** The list of commands shows only the first line of each description, in 80 characters. */
  @ParameterizedTest
  @MethodSource("commands")
  void describesTheCommandInTheFirstLine(String command) {
    String first = command(command).getCommandSpec().usageMessage().description()[0];
    assertTrue(first.matches("[A-Z].*[.]"), first);
    assertTrue(first.length() <= CommandGroup.LONGEST_SUMMARY, first);
  }

  @Test
  void listsEveryCommandInOneGroup() {
    List<String> top = commands().stream().filter(name -> !name.contains(" ")).toList();
    assertEquals(
        Stream.concat(top.stream(), Stream.of(HELP)).sorted().toList(),
        CommandGroup.all().stream().sorted().toList());
    String help = CliRun.of("--help").out();
    assertTrue(
        help.contains(
            "\n\nOperate:\n  status               Prints one line for each stack: state, drift,"
                + " versions.\n"),
        help);
    assertEquals(
        List.of(),
        help.lines()
            .filter(line -> line.length() > 80 || line.isBlank())
            .filter(line -> !line.isEmpty())
            .toList());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isTheSameByCommandAndByOption(String command) {
    String[] option = (command + " --help").split(" ");
    CliRun run = CliRun.of(option);
    assertEquals(0, run.exitCode());
    if (!command.contains(" ")) {
      assertEquals(run, CliRun.of(HELP, command));
    }
  }

  /** The examples parse, belong to the command and name stacks that exist. */
  @ParameterizedTest
  @MethodSource("commands")
  void givesExamplesThatWork(String command) {
    List<String> examples =
        Stream.of(command(command).getCommandSpec().usageMessage().footer())
            .filter(line -> line.startsWith(EXAMPLE))
            .map(line -> line.substring(EXAMPLE.length()))
            .toList();
    for (String example : runs(examples)) {
      String name = parsed(example).commandSpec().qualifiedName();
      assertTrue((name + " ").startsWith("slipway " + command + " "), example);
    }
  }

  @Test
  void givesExamplesOfTheWholeThatWork() {
    List<String> lines =
        Stream.of(Slipway.commandLine().getCommandSpec().usageMessage().footer())
            .filter(line -> line.startsWith("  slipway "))
            .map(String::strip)
            .toList();
    runs(lines).forEach(HelpTest::parsed);
  }

  private static List<String> runs(List<String> examples) {
    return nonEmpty(
        examples.stream()
            .flatMap(line -> Stream.of(line.split(" && ")))
            .filter(line -> line.startsWith("slipway "))
            .toList());
  }

  /** Returns the command that the example runs. */
  private static ParseResult parsed(String example) {
    String[] words = example.replaceFirst(" >.*", "").split(" ");
    Stream.of(words)
        .filter(word -> word.matches("(staging|production)(-\\w+)?"))
        .filter(word -> !word.endsWith("-got1"))
        .forEach(word -> assertTrue(stacks().contains(word), example));
    ParseResult parsed =
        Slipway.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed;
  }

  private static List<String> stacks() {
    return FleetFixture.fleet().clusters().stream()
        .map(ClusterPlan::name)
        .map(Object::toString)
        .toList();
  }

  private static CommandLine command(String name) {
    CommandLine command = Slipway.commandLine();
    for (String word : name.split(" ", -1)) {
      command = Objects.requireNonNull(command.getSubcommands().get(word), name);
    }
    return command;
  }
}

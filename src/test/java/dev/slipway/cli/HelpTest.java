package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class HelpTest {
  private static final String EXAMPLE = "Example: ";

  static List<String> commands() {
    return Slipway.commandLine().getSubcommands().keySet().stream()
        .filter(name -> !name.equals("generate-completion"))
        .sorted()
        .toList();
  }

  /** The list of commands shows only the first line of each description. */
  @ParameterizedTest
  @MethodSource("commands")
  void describesTheCommandInTheFirstLine(String command) {
    String[] description = subcommand(command).getCommandSpec().usageMessage().description();
    assertTrue(description[0].matches("[A-Z].*[.]"), description[0]);
  }

  /** The examples parse, belong to the command and name stacks that exist. */
  @ParameterizedTest
  @MethodSource("commands")
  void givesExamplesThatWork(String command) {
    CommandLine help = subcommand(command);
    List<String> examples =
        Stream.of(help.getCommandSpec().usageMessage().footer())
            .filter(line -> line.startsWith(EXAMPLE))
            .flatMap(line -> Stream.of(line.substring(EXAMPLE.length()).split(" && ")))
            .filter(line -> line.startsWith("slipway "))
            .toList();
    assertFalse(examples.isEmpty(), command + " has no example");
    for (String example : examples) {
      String[] arguments = example.split(" ");
      ParseResult parsed =
          Slipway.commandLine().parseArgs(Arrays.copyOfRange(arguments, 1, arguments.length));
      assertEquals(command, parsed.subcommand().commandSpec().name(), example);
      Stream.of(arguments)
          .filter(word -> word.matches("(staging|production)(-\\w+)?"))
          .filter(word -> !word.endsWith("-got1"))
          .forEach(word -> assertTrue(stacks().contains(word), example));
    }
  }

  private static List<String> stacks() {
    return FleetFixture.fleet().clusters().stream()
        .map(ClusterPlan::name)
        .map(Object::toString)
        .toList();
  }

  private static CommandLine subcommand(String name) {
    return Objects.requireNonNull(Slipway.commandLine().getSubcommands().get(name), name);
  }
}

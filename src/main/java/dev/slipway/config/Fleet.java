package dev.slipway.config;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import dev.slipway.value.UnknownStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All stack files of a folder: the fleet is loaded whole every time, so that what one stack says is
 * held against every other.
 *
 * @param warnings what is allowed and seldom meant
 */
public record Fleet(List<StackFile> files, List<Problem> warnings) {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file).thenComparing(Problem::line);

  /** Copies the lists. */
  public Fleet {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads {@code folder}/*.yaml.
   *
   * @throws InvalidFleetException with everything that is wrong in any of the files
   */
  public static Fleet load(Path folder) {
    List<Problem> problems = new ArrayList<>();
    StackReader reader = new StackReader(problems);
    List<Path> paths = paths(folder, problems);
    List<StackFile> files = paths.stream().map(reader::read).flatMap(Optional::stream).toList();
    files.forEach(file -> problems.addAll(StackFileRules.validate(file)));
    files.stream()
        .filter(file -> StackFileRules.hasUsablePrefix(file.config().network()))
        .map(AddressCapacityRules::validate)
        .forEach(problems::addAll);
    problems.addAll(FleetRules.validate(files, paths));
    problems.addAll(EnvironmentBoundary.violations(files));
    if (!problems.isEmpty()) {
      throw new InvalidFleetException(problems.stream().sorted(ORDER).toList());
    }
    return new Fleet(
        files, files.stream().flatMap(file -> StackFileWarnings.of(file).stream()).toList());
  }

  /**
   * The file of that stack.
   *
   * @throws UnknownStackException with the names that there are
   */
  public StackFile file(DnsLabel stack) {
    return files.stream()
        .filter(file -> file.stack().equals(stack))
        .findFirst()
        .orElseThrow(
            () -> new UnknownStackException(stack, files.stream().map(StackFile::stack).toList()));
  }

  private static List<Path> paths(Path folder, List<Problem> problems) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> paths =
          entries
              .filter(path -> path.toString().endsWith(".yaml"))
              .sorted(Comparator.comparing(path -> path.toString().replace(".yaml", "")))
              .toList();
      if (paths.isEmpty()) {
        problems.add(new Problem(folder, 0, "", "holds no stack file (*.yaml)"));
      }
      return paths;
    } catch (IOException unreadable) {
      problems.add(
          new Problem(
              folder,
              0,
              "",
              "is no folder that can be read; name another by" + " --stacks or SLIPWAY_STACKS"));
      return List.of();
    }
  }
}

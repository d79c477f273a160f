package dev.slipway.config;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import dev.slipway.value.UnknownStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All stack files of a folder. They are always loaded together, because the values of one stack are
 * validated against those of every other.
 *
 * @param warnings values that are valid but usually unintended
 */
public record Fleet(List<StackFile> files, List<Problem> warnings) {
  private static final String NAME_ANOTHER = "name another with --stacks or SLIPWAY_STACKS";

  /** Copies the lists. */
  public Fleet {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads and validates {@code folder}/*.yaml.
   *
   * @throws InvalidFleetException with every problem of every file
   */
  public static Fleet load(Path folder) {
    ProblemCollector problems = new ProblemCollector();
    StackReader reader = new StackReader(problems);
    List<Path> paths = paths(folder, problems);
    List<StackFile> files = paths.stream().map(reader::read).flatMap(Optional::stream).toList();
    validate(files, paths, problems);
    if (!problems.problems().isEmpty()) {
      throw new InvalidFleetException(problems.problems());
    }
    ProblemCollector warnings = new ProblemCollector();
    files.forEach(file -> new StackFileWarnings(file, warnings).check());
    new VersionWarnings(files, warnings).check();
    return new Fleet(files, warnings.problems());
  }

  private static void validate(List<StackFile> files, List<Path> paths, ProblemCollector problems) {
    files.forEach(file -> new StackFileRules(file, problems).validate());
    files.stream()
        .filter(file -> StackFileRules.hasUsablePrefix(file.config().network()))
        .forEach(file -> new AddressCapacityRules(file, problems).validate());
    new FleetRules(files, paths, problems).validate();
    new OverlapRules(files, problems).validate();
    new ReservedAddressRules(files, problems).validate();
    new EnvironmentBoundary(files, problems).validate();
  }

  /**
   * Returns the file of the stack.
   *
   * @throws UnknownStackException with the names of all stacks
   */
  public StackFile file(DnsLabel stack) {
    return files.stream()
        .filter(file -> file.stack().equals(stack))
        .findFirst()
        .orElseThrow(
            () -> new UnknownStackException(stack, files.stream().map(StackFile::stack).toList()));
  }

  /**
   * Returns the stack files of a folder without reading them, sorted.
   *
   * @throws InvalidFleetException if there is none
   */
  public static List<Path> paths(Path folder) {
    ProblemCollector problems = new ProblemCollector();
    List<Path> paths = paths(folder, problems);
    if (!problems.problems().isEmpty()) {
      throw new InvalidFleetException(problems.problems());
    }
    return paths;
  }

  private static List<Path> paths(Path folder, ProblemCollector problems) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> all = entries.toList();
      all.stream().filter(Fleet::isMisnamed).sorted().forEach(path -> refuseSuffix(path, problems));
      List<Path> paths =
          all.stream()
              .filter(path -> path.toString().endsWith(".yaml"))
              .sorted(Comparator.comparing(path -> path.toString().replace(".yaml", "")))
              .toList();
      if (paths.isEmpty() && problems.problems().isEmpty()) {
        problems.add(
            new Problem(folder, 0, "", "contains no stack file (*.yaml); " + NAME_ANOTHER));
      }
      return paths;
    } catch (IOException unreadable) {
      problems.add(new Problem(folder, 0, "", "is not a readable folder; " + NAME_ANOTHER));
      return List.of();
    }
  }

  /** Whether the file looks like a stack file, and its name has another suffix. */
  private static boolean isMisnamed(Path path) {
    String name = path.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).matches(".*\\.ya?ml") && !name.endsWith(".yaml");
  }

  private static void refuseSuffix(Path path, ProblemCollector problems) {
    String name = path.getFileName().toString().replaceFirst("\\.\\w+$", ".yaml");
    problems.add(
        new Problem(
            path,
            0,
            "",
            "is not read, because stack files end in .yaml; rename it to %s, or move it to another folder"
                .formatted(name)));
  }
}

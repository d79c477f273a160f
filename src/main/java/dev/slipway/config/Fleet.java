package dev.slipway.config;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import dev.slipway.value.UnknownStackException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All stack files of a folder. They are always loaded together, because the values of one stack are
 * validated against those of every other.
 *
 * @param warnings values that are valid but usually unintended
 */
public record Fleet(List<StackFile> files, List<Problem> warnings) {
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
    List<Path> paths = StackFolder.paths(folder, problems);
    List<StackFile> files = paths.stream().map(reader::read).flatMap(Optional::stream).toList();
    validate(folder, files, paths, problems);
    if (!problems.problems().isEmpty()) {
      throw new InvalidFleetException(problems.problems());
    }
    ProblemCollector warnings = new ProblemCollector();
    files.forEach(file -> new StackFileWarnings(file, warnings).check());
    new VersionWarnings(files, warnings).check();
    new StateRules(files, problems).warn(warnings);
    new IdentityRules(warnings).warn(files);
    return new Fleet(files, warnings.problems());
  }

  private static void validate(
      Path folder, List<StackFile> files, List<Path> paths, ProblemCollector problems) {
    files.forEach(file -> new StackFileRules(file, problems).validate());
    files.stream()
        .filter(file -> StackFileRules.hasUsablePrefix(file.config().network()))
        .forEach(file -> new AddressCapacityRules(file, problems).validate());
    new FleetRules(folder, files, paths, problems).validate();
    new PoolNameRules(files, problems).validate();
    new OverlapRules(files, problems).validate();
    new ReservedAddressRules(files, problems).validate();
    new EnvironmentBoundary(files, problems).validate();
    new IdentityRules(problems).validate(files);
    new StateRules(files, problems).validate();
    new AuditSinkRules(files, problems).validate();
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
    List<Path> paths = StackFolder.paths(folder, problems);
    if (!problems.problems().isEmpty()) {
      throw new InvalidFleetException(problems.problems());
    }
    return paths;
  }
}

package dev.slipway.config;

import dev.slipway.value.Environment;
import dev.slipway.value.StackKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules of {@code onlyEnvironment}. The declaration is in a reviewed file, so a missing production
 * is either declared or refused, and files of production and a declaration are never in one folder.
 */
final class OnlyEnvironmentRules {
  private static final String KEY = "onlyEnvironment";

  private final List<Path> paths;
  private final ProblemCollector problems;

  /** Creates the rules. {@code paths} are all stack files, also those that cannot be read. */
  OnlyEnvironmentRules(List<Path> paths, ProblemCollector problems) {
    this.paths = paths;
    this.problems = problems;
  }

  /**
   * Whether staging is declared to be the only environment, or its file exists and cannot be read:
   * then its own problems are reported, and the commands refuse the files for these.
   */
  static boolean areDeclaredOrUnreadable(List<StackFile> files, Set<String> names) {
    return files.stream()
        .filter(OnlyEnvironmentRules::isOfStaging)
        .findFirst()
        .map(file -> file.config().onlyEnvironment() != null)
        .orElse(names.contains(Environment.STAGING.text() + ".yaml"));
  }

  void validate(List<StackFile> files) {
    files.stream().filter(file -> file.config().onlyEnvironment() != null).forEach(this::validate);
  }

  private void validate(StackFile file) {
    if (!isOfStaging(file)) {
      problems.add(file, KEY, "is only allowed with kind OpsCluster, in staging.yaml; remove it");
    } else if (!Boolean.TRUE.equals(file.config().onlyEnvironment())) {
      problems.add(file, KEY, "false has no meaning; expected true; remove the key");
    } else {
      other().ifPresent(other -> problems.add(file, KEY, refusal(other)));
    }
  }

  private static String refusal(Path other) {
    return "true, and %s is of another environment; remove the key".formatted(other);
  }

  private Optional<Path> other() {
    return paths.stream()
        .filter(path -> !isNamed(path.getFileName().toString(), Environment.STAGING))
        .findFirst();
  }

  /** Whether the name of a file is that of a stack of the environment. */
  static boolean isNamed(String file, Environment environment) {
    return file.matches(environment.text() + "(-.*)?\\.yaml");
  }

  private static boolean isOfStaging(StackFile file) {
    return file.config().kind() == StackKind.OPS_CLUSTER
        && file.config().environment() == Environment.STAGING;
  }
}

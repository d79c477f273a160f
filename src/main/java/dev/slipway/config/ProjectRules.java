package dev.slipway.config;

/** Checks that a stack file names its OpenStack project. */
final class ProjectRules {
  private static final String KEY = "project";

  private ProjectRules() {}

  /** Reports a missing id of the project. */
  static void requireProject(StackConfig config, ReadProblems problems) {
    boolean group = config.project() != null;
    String key = group ? KEY + ".id" : KEY;
    boolean missing = !group || config.project().id() == null;
    if (missing && !problems.hasProblemAt(KEY) && !problems.hasProblemAt(key)) {
      problems.add(
          key,
          "is missing; it is the id of the OpenStack project that the entry %s of clouds.yaml must belong to; run ./slipway project %s --write with a credential of it, or write the id"
              .formatted(config.cloud() == null ? "cloud" : config.cloud(), problems.stack()));
      problems.markReported(key);
    }
  }
}

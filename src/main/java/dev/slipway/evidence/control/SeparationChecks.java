package dev.slipway.evidence.control;

import java.util.List;
import java.util.stream.Stream;

/** The checks that environments are isolated from each other. */
public final class SeparationChecks {
  /** For each evidence source, the check for paths between environments. */
  public static final List<Check> CROSS_ENVIRONMENT =
      List.of(
          PlanChecks.ENVIRONMENTS_ISOLATED,
          LiveChecks.ENVIRONMENTS_ISOLATED,
          PacketChecks.ENVIRONMENTS_ISOLATED);

  /** The live analysis has no routes and no second router, so no drift may exist either. */
  static final List<Check> ALL =
      with(
          CROSS_ENVIRONMENT,
          PlanChecks.BOTH_SIDES_CLOSED,
          PlanChecks.SEPARATE_PROJECTS,
          LiveChecks.AS_PLANNED);

  private SeparationChecks() {}

  /** Returns all separation checks and further ones. */
  static List<Check> and(Check... more) {
    return with(ALL, more);
  }

  private static List<Check> with(List<Check> checks, Check... more) {
    return Stream.concat(checks.stream(), Stream.of(more)).toList();
  }
}

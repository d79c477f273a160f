package dev.slipway.cli;

import dev.slipway.cloud.CloudException;
import dev.slipway.drift.DriftReport;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A stack after its comparison with the cloud.
 *
 * @param failure why nothing could be compared; empty if the cloud was read
 * @param warnings of certificates that end soon
 */
record ComparedStack(
    ClusterPlan plan,
    DriftReport drift,
    Optional<RuntimeException> failure,
    List<String> warnings) {
  private static final DriftReport NOTHING = new DriftReport(List.of(), List.of());

  /** Compares a stack. A cloud that cannot be read is a result and not an exception. */
  static ComparedStack of(
      ClusterPlan plan, Function<ClusterPlan, DriftReport> compare, List<String> warnings) {
    try {
      return new ComparedStack(plan, compare.apply(plan), Optional.empty(), warnings);
    } catch (CloudException | IllegalArgumentException unreadable) {
      return new ComparedStack(plan, NOTHING, Optional.of(unreadable), warnings);
    }
  }

  /**
   * Returns the exit code for several stacks: a difference counts more than something that could
   * not be read. What a cloud does not provide does not count: no later comparison has it.
   */
  static ExitCodes exitCode(List<ComparedStack> all) {
    if (all.stream().anyMatch(one -> !one.drift().findings().isEmpty())) {
      return ExitCodes.DIFFERENT;
    }
    return all.stream().allMatch(ComparedStack::isComplete) ? ExitCodes.SUCCESS : ExitCodes.FAILED;
  }

  private boolean isComplete() {
    return failure.isEmpty() && drift.notRead().isEmpty();
  }

  String stack() {
    return plan.name().text();
  }

  /** Returns why nothing could be compared. */
  Optional<String> reason() {
    return failure.map(one -> String.valueOf(one.getMessage()));
  }

  /** Returns the result in a few words. */
  String summary() {
    int findings = drift.findings().size();
    int notAssessed = drift.notAssessed().size();
    String result =
        switch (findings) {
          case 0 -> failure.isPresent() ? "not compared" : "no drift";
          case 1 -> "1 difference";
          default -> findings + " differences";
        };
    return notAssessed == 0 ? result : "%s; not assessed: %d".formatted(result, notAssessed);
  }
}

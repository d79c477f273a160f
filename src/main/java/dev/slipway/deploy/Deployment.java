package dev.slipway.deploy;

import dev.slipway.deploy.RecordEntry.Event;
import dev.slipway.document.UnifiedDiff;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.preview.DriftLines;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The deployment of a reviewed change. It updates one stack after another, and stops at the first
 * one that is not as reviewed, whose update fails, or that is not healthy afterwards. It continues
 * where an earlier one stopped: a stack without a change is left alone.
 */
public final class Deployment {
  private static final Set<Event> UNFINISHED =
      EnumSet.of(Event.STARTED, Event.INTERRUPTED, Event.FAILED);

  /**
   * Why a deployment ended early.
   *
   * @param isRefusal whether the stack that it is about is unchanged, because an update was not
   *     permitted
   */
  public record Stop(boolean isRefusal, String reason) {
    static Stop refused(String stack, String reason) {
      return new Stop(true, stack + ": " + reason);
    }

    static Stop failed(String stack, String reason) {
      return new Stop(false, stack + ": " + reason);
    }
  }

  private final Approval approval;
  private final StackUpdates updates;
  private final DeploymentRecord record;
  private final String by;
  private final Clock clock;
  private final Consumer<String> progress;

  /**
   * Creates the deployment.
   *
   * @param by who or what deploys, for the record
   * @param progress takes one line for each step
   */
  public Deployment(
      Approval approval,
      StackUpdates updates,
      DeploymentRecord record,
      String by,
      Clock clock,
      Consumer<String> progress) {
    this.approval = approval;
    this.updates = updates;
    this.record = record;
    this.by = by;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Updates stacks in the order of {@link DeploymentOrder}.
   *
   * @param affected the plans of all stacks of the review
   * @param selected those that are updated now
   * @return why it stopped; empty if every selected stack is as reviewed
   */
  public Optional<Stop> run(List<ClusterPlan> affected, Predicate<ClusterPlan> selected) {
    List<ClusterPlan> ordered = DeploymentOrder.of(affected).stream().filter(selected).toList();
    Optional<Stop> unprepared = unprepared(ordered);
    if (unprepared.isPresent()) {
      return unprepared;
    }
    for (ClusterPlan plan : ordered) {
      Optional<Stop> stop = before(plan, affected).or(() -> deploy(plan.name().text()));
      if (stop.isPresent()) {
        return stop;
      }
    }
    return Optional.empty();
  }

  /** Nothing is updated while one of the stacks cannot be. */
  private Optional<Stop> unprepared(List<ClusterPlan> ordered) {
    String reasons =
        ordered.stream()
            .map(plan -> plan.name().text())
            .flatMap(
                stack -> obstacle(stack).stream().map(reason -> "%s: %s".formatted(stack, reason)))
            .collect(Collectors.joining("\n"));
    return reasons.isEmpty() ? Optional.empty() : Optional.of(new Stop(true, reasons));
  }

  private Optional<String> obstacle(String stack) {
    return updates
        .obstacle(stack)
        .or(
            () ->
                approval.steps().containsKey(stack)
                    ? Optional.empty()
                    : Optional.of(
                        "the review has no preview of it by Pulumi; preview and review again"));
  }

  /** Production follows: the same files succeeded in every other environment. */
  private Optional<Stop> before(ClusterPlan plan, List<ClusterPlan> affected) {
    return affected.stream()
        .filter(other -> plan.environment().isProduction() && !other.environment().isProduction())
        .map(other -> other.name().text())
        .filter(other -> !record.hasSucceeded(other, approval.tree()))
        .findFirst()
        .map(
            other ->
                Stop.refused(
                    plan.name().text(),
                    "production follows %s, and the record has no success of it with tree %s; deploy %s first"
                        .formatted(other, approval.tree(), other)));
  }

  private Optional<Stop> deploy(String stack) {
    boolean hasBegun = hasBegun(stack);
    List<String> found = updates.preview(stack);
    List<String> approved = approval.steps().getOrDefault(stack, List.of());
    if (found.isEmpty()) {
      return nothingToDo(stack);
    }
    if (found.equals(approved)) {
      return unlessDrifted(stack);
    }
    return hasBegun && ReviewedSteps.of(approved).containAll(found)
        ? update(stack)
        : refused(
            stack,
            "an update would not do what was reviewed, because the state or a setting"
                + " changed since; preview and review again. Reviewed (-) and found (+):\n"
                + String.join("\n", UnifiedDiff.changes(approved, found)));
  }

  private Optional<Stop> unlessDrifted(String stack) {
    List<String> reviewed = reviewedDrift(stack);
    List<String> drift = updates.drift(stack);
    List<String> unread = drift.stream().filter(DriftLines::isUnread).toList();
    if (!unread.isEmpty()) {
      return refused(
          stack,
          "what changed since the review is not known, so nothing is updated: "
              + String.join("; ", unread));
    }
    List<String> found = withoutReasons(drift);
    return found.equals(reviewed)
        ? update(stack)
        : refused(
            stack,
            "the cloud or the cluster changed since the review; preview and review again. Drift at"
                + " the review (-) and now (+):\n"
                + String.join("\n", UnifiedDiff.changes(reviewed, found)));
  }

  private List<String> reviewedDrift(String stack) {
    return withoutReasons(approval.drift().getOrDefault(stack, List.of()));
  }

  /** Why something was not assessed can contain a path of the computer. */
  private static List<String> withoutReasons(List<String> drift) {
    return drift.stream()
        .map(line -> line.replaceFirst("^(not (?:assessed|read): [^:]+):.*", "$1"))
        .toList();
  }

  private Optional<Stop> update(String stack) {
    progress.accept(stack + ": update");
    append(stack, Event.STARTED, "");
    String failure = updates.update(stack);
    if (!failure.isEmpty()) {
      append(stack, Event.FAILED, failure);
      return failed(stack, "the update failed: " + failure);
    }
    return end(stack, "");
  }

  /** An update by an earlier deployment or a person counts if the stack is healthy. */
  private Optional<Stop> nothingToDo(String stack) {
    progress.accept(stack + ": nothing to do");
    if (record.hasSucceeded(stack, approval.tree())) {
      return Optional.empty();
    }
    return end(stack, "nothing was left to do");
  }

  /** Drift that the review had already is for another change. */
  private Optional<Stop> end(String stack, String detail) {
    List<String> reviewed = reviewedDrift(stack);
    List<String> problems =
        withoutReasons(updates.health(stack)).stream()
            .filter(line -> DriftLines.isUnread(line) || !reviewed.contains(line))
            .toList();
    if (!problems.isEmpty()) {
      append(stack, Event.UNHEALTHY, String.join("; ", problems));
      return failed(stack, "the stack is not as planned: " + String.join("; ", problems));
    }
    append(stack, Event.SUCCEEDED, detail);
    progress.accept(stack + ": succeeded");
    return Optional.empty();
  }

  private static Optional<Stop> refused(String stack, String reason) {
    return Optional.of(Stop.refused(stack, reason));
  }

  private static Optional<Stop> failed(String stack, String reason) {
    return Optional.of(Stop.failed(stack, reason));
  }

  /** Whether an update to these files began and did not end; then the rest of it is left to do. */
  private boolean hasBegun(String stack) {
    Optional<RecordEntry> last = record.last(stack);
    if (last.filter(entry -> entry.event() == Event.STARTED).isPresent()) {
      append(stack, Event.INTERRUPTED, "its end was not recorded");
    }
    return last.filter(entry -> entry.tree().equals(approval.tree()))
        .filter(entry -> UNFINISHED.contains(entry.event()))
        .isPresent();
  }

  private void append(String stack, Event event, String detail) {
    record.append(
        new RecordEntry(
            clock.instant(),
            event,
            stack,
            by,
            approval.commit(),
            approval.tree(),
            approval.digest(stack),
            detail,
            record.last()));
  }
}

package dev.slipway.review;

import dev.slipway.change.ClusterChanges;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.preview.DriftLines;
import dev.slipway.preview.ResourceStep;
import dev.slipway.preview.StackPreview;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The effect of a change on one stack.
 *
 * @param servers what happens to its servers, by the plans; empty if the stack file is removed
 * @param reading empty if neither Pulumi nor the cloud was asked
 */
public record StackReview(
    AffectedStack stack, Optional<ClusterChanges> servers, Optional<StackReading> reading) {
  private static final String SERVER = "openstack:compute/instance:Instance";

  /** Objects that updates delete and create again as a matter of course. */
  private static final Pattern ROUTINE =
      Pattern.compile(
          "openstack:networking/secGroupRule:SecGroupRule|command:.*|pulumi:.*|slipway:.*"
              + "|kubernetes:rbac\\.authorization\\.k8s\\.io/.*");

  /**
   * Returns the review of a stack of a change.
   *
   * @param reading empty if neither Pulumi nor the cloud was asked
   */
  public static StackReview of(Change change, AffectedStack stack, Optional<StackReading> reading) {
    Optional<ClusterChanges> servers =
        change
            .after()
            .cluster(stack.name())
            .map(plan -> ClusterChanges.between(change.before().cluster(stack.name()), plan));
    return new StackReview(stack, servers, reading);
  }

  /** Returns what Pulumi reports; empty if it was not run. */
  Optional<StackPreview> preview() {
    return reading.flatMap(StackReading::preview);
  }

  /** Returns the command that creates the state; empty if it exists, or if no backend was asked. */
  Optional<String> createState() {
    return reading.flatMap(StackReading::createState);
  }

  /** Returns the differences of the cloud and the cluster from the plan before the change. */
  List<String> drift() {
    return reading.map(StackReading::drift).orElse(List.of());
  }

  /** Returns the steps of the preview without noise. */
  List<ResourceStep> steps() {
    return preview().map(StackPreview::changes).orElse(List.of());
  }

  /** Returns the number of steps that are left out. */
  int noise() {
    return preview().map(one -> one.steps().size() - one.changes().size()).orElse(0);
  }

  /** Returns why the preview is not complete. */
  List<String> errors() {
    return preview().map(StackPreview::errors).orElse(List.of());
  }

  /** Returns why the result is not complete: errors, or that drift could not be read. */
  List<String> notAssessed() {
    return errors().isEmpty() ? drift().stream().filter(DriftLines::isUnread).toList() : errors();
  }

  /** Returns the protected resources that the update would delete or replace. */
  List<ResourceStep> protectedDeletions() {
    return steps().stream()
        .filter(step -> step.operation().deletes() && step.isProtected())
        .toList();
  }

  /** Returns why the update must not happen; an exemption lifts those of protected resources. */
  List<String> refusals(Exemptions exemptions) {
    List<String> refusals = new ArrayList<>();
    servers.ifPresent(
        changes -> changes.refusals().forEach(refusal -> refusals.add(refusal.toString())));
    for (ResourceStep step : steps()) {
      if (step.operation().deletes() && isControlPlane(step)) {
        refusals.add(
            "%s would be %s: etcd loses a member; nothing exempts from this"
                .formatted(step.resource(), step.operation().text()));
      }
    }
    for (ResourceStep step : protectedDeletions()) {
      if (exemptions.of(stack.name().text(), step.resource()).isEmpty()) {
        refusals.add(
            "%s is protected and would be %s; if that is intended, exempt it in %s, in a change of its own that is merged first"
                .formatted(step.resource(), step.operation().text(), Exemptions.FILE));
      }
    }
    return refusals;
  }

  /** Decides by the name: the state can have servers that no plan before the change has. */
  private boolean isControlPlane(ResourceStep step) {
    String name = ServerRole.CONTROL_PLANE.groupName(stack.name()) + "-";
    return step.type().equals(SERVER) && step.name().startsWith(name);
  }

  /** Returns the result for this stack. */
  Outcome outcome(Exemptions exemptions) {
    if (!refusals(exemptions).isEmpty()) {
      return Outcome.REFUSED;
    } else if (!notAssessed().isEmpty()) {
      return Outcome.INCOMPLETE;
    } else if (isDisruptive()) {
      return Outcome.DISRUPTIVE;
    }
    return isChanged() ? Outcome.CHANGES : Outcome.NOTHING;
  }

  private boolean isDisruptive() {
    return servers.filter(ClusterChanges::isDisruptive).isPresent()
        || steps().stream()
            .anyMatch(
                step -> step.operation().deletes() && !ROUTINE.matcher(step.type()).matches());
  }

  /** Without a preview, whatever affects the stack counts as a change. */
  private boolean isChanged() {
    return preview().isEmpty()
        || !steps().isEmpty()
        || servers.filter(changes -> !changes.isEmpty()).isPresent();
  }
}

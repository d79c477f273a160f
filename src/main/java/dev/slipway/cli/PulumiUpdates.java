package dev.slipway.cli;

import dev.slipway.deploy.StackUpdates;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.preview.StackPreview;
import dev.slipway.recovery.PulumiException;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.value.DnsLabel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Previews and updates of stacks by Pulumi; their health by the comparison with the cloud. */
final class PulumiUpdates implements StackUpdates {
  private final Path stacks;
  private final FleetPlan before;
  private final FleetPlan fleet;
  private final StackStates states;

  /**
   * Creates the updates.
   *
   * @param stacks folder of the stack files
   * @param before the plan before the change
   * @param fleet the plan with the change
   */
  PulumiUpdates(PulumiProgram pulumi, Path stacks, FleetPlan before, FleetPlan fleet) {
    this.stacks = stacks;
    this.before = before;
    this.fleet = fleet;
    this.states = new StackStates(pulumi, fleet);
  }

  private ClusterPlan plan(String stack) {
    return fleet.clusterOrThrow(DnsLabel.parse(stack));
  }

  @Override
  public Optional<String> obstacle(String stack) {
    return states
        .missing(plan(stack))
        .map(
            command ->
                "there is no state; create it on a branch, commit Pulumi.%s.yaml, and preview and review again: %s"
                    .formatted(stack, command))
        .or(() -> states.problem(plan(stack)));
  }

  @Override
  public List<String> preview(String stack) {
    StackPreview preview = StackPreviews.preview(states.of(plan(stack)), stacks);
    if (!preview.errors().isEmpty()) {
      throw new PulumiException(stack + ": " + String.join("; ", preview.errors()));
    }
    return preview.lines();
  }

  @Override
  public String update(String stack) {
    int code = states.of(plan(stack)).update(StackPreviews.environment(stacks));
    return code == 0 ? "" : "pulumi up ended with exit code " + code;
  }

  @Override
  public List<String> drift(String stack) {
    return states.drift(before, plan(stack));
  }

  @Override
  public List<String> health(String stack) {
    return states.health(plan(stack));
  }
}

package dev.slipway.cli;

import dev.slipway.deploy.StackUpdates;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.preview.StackPreview;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiException;
import java.nio.file.Path;
import java.util.List;

/** Previews and updates of stacks by Pulumi; their health by the comparison with the cloud. */
final class PulumiUpdates implements StackUpdates {
  private final String pulumi;
  private final Path stacks;
  private final FleetPlan before;
  private final FleetPlan fleet;

  /**
   * Creates the updates.
   *
   * @param pulumi the program
   * @param stacks folder of the stack files
   * @param before the plan before the change
   * @param fleet the plan with the change
   */
  PulumiUpdates(String pulumi, Path stacks, FleetPlan before, FleetPlan fleet) {
    this.pulumi = pulumi;
    this.stacks = stacks;
    this.before = before;
    this.fleet = fleet;
  }

  @Override
  public List<String> preview(String stack) {
    StackPreview preview = StackPreviews.preview(pulumi, stack, stacks);
    if (!preview.errors().isEmpty()) {
      throw new PulumiException(stack + ": " + String.join("; ", preview.errors()));
    }
    return preview.lines();
  }

  @Override
  public String update(String stack) {
    int code = new PulumiCli(pulumi, stack).update(StackPreviews.environment(stacks));
    return code == 0 ? "" : "pulumi up ended with exit code " + code;
  }

  @Override
  public List<String> drift(String stack) {
    return StackDrift.lines(before, stack);
  }

  @Override
  public List<String> health(String stack) {
    return StackDrift.lines(fleet, stack);
  }
}

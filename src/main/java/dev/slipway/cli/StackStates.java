package dev.slipway.cli;

import dev.slipway.guard.PulumiSettings;
import dev.slipway.guard.SecretsKeyGuard;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.recovery.KnownStacks;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.value.SecretsProvider;
import java.util.List;
import java.util.Optional;

/** The states of a fleet's stacks, and what is missing before Pulumi can read them. */
final class StackStates {
  private final PulumiProgram pulumi;
  private final FleetPlan fleet;
  private final KnownStacks known;

  /** Creates the states; backends are asked when they are used. */
  StackStates(PulumiProgram pulumi, FleetPlan fleet) {
    this.pulumi = pulumi;
    this.fleet = fleet;
    this.known = new KnownStacks(pulumi);
  }

  PulumiCli of(ClusterPlan plan) {
    return pulumi.stack(plan.environment(), plan.name().text());
  }

  private KnownStacks.Condition condition(ClusterPlan plan) {
    return known.condition(plan.environment(), plan.name().text());
  }

  /** Returns the command that creates the state; empty if it exists. */
  Optional<String> missing(ClusterPlan plan) {
    return condition(plan) == KnownStacks.Condition.ABSENT
        ? Optional.of(creation(plan))
        : Optional.empty();
  }

  private String creation(ClusterPlan plan) {
    Optional<ClusterPlan.State> state = fleet.opsClusterOf(plan).state();
    return "%spulumi stack init %s --secrets-provider '%s'"
        .formatted(
            state.map(one -> "PULUMI_BACKEND_URL='%s' ".formatted(one.backend())).orElse(""),
            plan.name(),
            state.map(one -> one.secretsProvider().text()).orElse(SecretsProvider.PASSPHRASE));
  }

  /** Returns what the stack's settings lack, with the fix. */
  Optional<String> problem(ClusterPlan plan) {
    return SecretsKeyGuard.problem(
        new PulumiSettings(
            pulumi.folder(), plan.name().text(), pulumi.variables(plan.environment())));
  }

  /**
   * Returns the differences of the cloud and the cluster from a plan. Before its first update, a
   * stack is not compared.
   *
   * @param other the fleet with the plan
   */
  List<String> drift(FleetPlan other, ClusterPlan plan) {
    return condition(plan) == KnownStacks.Condition.EMPTY
        ? List.of("not assessed: cloud: the stack is new")
        : StackDrift.lines(pulumi, other, plan.name());
  }

  /** Returns {@link #drift} after an update. */
  List<String> health(ClusterPlan plan) {
    return StackDrift.lines(pulumi, fleet, plan.name());
  }
}

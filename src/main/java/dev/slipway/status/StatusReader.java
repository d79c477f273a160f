package dev.slipway.status;

import dev.slipway.credentials.EndingCertificate;
import dev.slipway.guard.StateGuard;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.recovery.KnownStacks;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiException;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.recovery.StackState;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the status of stacks from their state. A stack that cannot be read has a status with the
 * reason.
 */
public final class StatusReader {
  private final PulumiProgram pulumi;
  private final FleetPlan fleet;
  private final KnownStacks known;

  /** Creates the reader. */
  public StatusReader(PulumiProgram pulumi, FleetPlan fleet) {
    this.pulumi = pulumi;
    this.fleet = fleet;
    this.known = new KnownStacks(pulumi);
  }

  /** Returns the status of a stack, without a comparison with the cloud. */
  public StackStatus read(ClusterPlan plan) {
    List<String> problems =
        StateGuard.backendProblems(
            fleet, plan, pulumi.folder(), pulumi.variables(plan.environment()));
    if (!problems.isEmpty()) {
      return StackStatus.notAssessed(plan, String.join("; ", problems));
    }
    try {
      String stack = plan.name().text();
      return known.condition(plan.environment(), stack) == KnownStacks.Condition.ABSENT
          ? StackStatus.notCreated(plan)
          : exported(plan, pulumi.stack(plan.environment(), stack));
    } catch (PulumiException | IllegalArgumentException | DateTimeException failure) {
      return StackStatus.notAssessed(plan, message(failure));
    }
  }

  /** Certificates are in secrets; without the key of the secrets all else can be read. */
  private static StackStatus exported(ClusterPlan plan, PulumiCli stack) {
    Optional<LastUpdate> last = LastUpdate.read(stack.updates());
    List<String> notAssessed = new ArrayList<>();
    StackState state;
    List<EndingCertificate> certificates = List.of();
    try {
      state = StackState.read(stack.exportWithSecrets());
      certificates = EndingCertificate.in(state.texts());
    } catch (PulumiException encrypted) {
      state = StackState.read(stack.export());
      notAssessed.add("certificates: " + message(encrypted));
    }
    return StackStatus.of(plan, state, last, certificates, notAssessed);
  }

  private static String message(RuntimeException failure) {
    return String.valueOf(failure.getMessage());
  }
}

package dev.slipway.status;

import dev.slipway.credentials.EndingCertificate;
import dev.slipway.guard.StateGuard;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiException;
import dev.slipway.recovery.StackState;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the status of stacks from their state. A stack that cannot be read has a status with the
 * reason.
 */
public final class StatusReader {
  private final String pulumi;
  private final FleetPlan fleet;
  private final Map<String, String> environment;
  private final Set<String> existing = new HashSet<>();
  private Optional<String> unreadable = Optional.empty();

  /**
   * Reads which stacks exist.
   *
   * @param pulumi the program
   * @param environment the environment variables of the process
   */
  public StatusReader(String pulumi, FleetPlan fleet, Map<String, String> environment) {
    this.pulumi = pulumi;
    this.fleet = fleet;
    this.environment = environment;
    try {
      existing.addAll(PulumiCli.stacks(pulumi));
    } catch (PulumiException | IllegalArgumentException failure) {
      unreadable = Optional.of(message(failure));
    }
  }

  /** Returns the status of a stack, without a comparison with the cloud. */
  public StackStatus read(ClusterPlan plan) {
    List<String> problems = StateGuard.backendProblems(fleet, plan, Path.of(""), environment);
    if (!problems.isEmpty()) {
      return StackStatus.notAssessed(plan, String.join("; ", problems));
    }
    if (unreadable.isPresent()) {
      return StackStatus.notAssessed(plan, unreadable.get());
    }
    if (!existing.contains(plan.name().text())) {
      return StackStatus.notCreated(plan);
    }
    try {
      return exported(plan, new PulumiCli(pulumi, plan.name().text()));
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

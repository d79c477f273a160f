package dev.slipway.evidence.control;

import dev.slipway.evidence.model.AuditState;
import dev.slipway.evidence.model.AuditState.Kind;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Checks of the audit events in their sinks. */
final class AuditChecks {
  static final Check COMPLETE =
      new Check(
          "audit-complete",
          EvidenceSource.SINKS,
          "archive and log store have the same audit events of every planned API server, and no"
              + " numbered request of the shipper is missing",
          "each event of the time window is compared in both; the SIEM only if its export was"
              + " given",
          List.of(RawData.AUDIT),
          input -> evaluate(input, AuditChecks::completeness));

  static final Check KEPT =
      new Check(
          "audit-kept",
          EvidenceSource.SINKS,
          "each object that was added to the archive is locked for the planned retention, and no"
              + " setting of archive or log store removes records earlier",
          "the lock of each version, delete markers, the bucket's and the log store's settings",
          List.of(RawData.AUDIT),
          input -> evaluate(input, AuditChecks::locks));

  private static final Set<Kind> LOCKS = Set.of(Kind.LOCK, Kind.SETTING);

  /** The default of {@code audit verify} is 24 hours without the last minutes. */
  private static final Duration SHORTEST_WINDOW = Duration.ofHours(23);

  private AuditChecks() {}

  private static Outcome evaluate(
      EvidenceInput input, BiFunction<EvidenceInput, AuditState, Outcome> check) {
    if (input.audit().isEmpty()) {
      return Outcome.notAssessed("this run has no result of slipway audit verify");
    }
    AuditState state = input.audit().get();
    Outcome outcome = check.apply(input, state);
    if (outcome.result() == Outcome.Result.NOT_SATISFIED) {
      return outcome;
    }
    Optional<Outcome> old = ResultAge.problem(input, state.to(), read(state));
    if (old.isPresent()) {
      return old.get();
    }
    if (Duration.between(state.from(), state.to()).compareTo(SHORTEST_WINDOW) < 0) {
      return Outcome.notAssessed(
          "%s, which is less than %d hours".formatted(read(state), SHORTEST_WINDOW.toHours()));
    }
    return outcome;
  }

  private static Outcome completeness(EvidenceInput input, AuditState state) {
    List<String> failures =
        new ArrayList<>(
            state.findings().stream()
                .filter(one -> !LOCKS.contains(one.kind()))
                .map(AuditState.Finding::text)
                .toList());
    for (var cluster : input.clusters()) {
      cluster.controlPlane().stream()
          .filter(node -> !state.servers().contains(cluster.name() + "/" + node.name()))
          .map(node -> "%s of %s has no event".formatted(node.name(), cluster.name()))
          .forEach(failures::add);
    }
    return Outcome.of(
        failures,
        "%s: %d events of %d API servers; not read: %s"
            .formatted(
                read(state),
                state.events(),
                state.servers().size(),
                String.join("; ", state.notAssessed())));
  }

  private static Outcome locks(EvidenceInput input, AuditState state) {
    List<String> failures =
        state.findings().stream()
            .filter(one -> LOCKS.contains(one.kind()))
            .map(AuditState.Finding::text)
            .toList();
    if (failures.isEmpty() && state.objects() == 0) {
      return Outcome.notAssessed("%s: no object of the archive was read".formatted(read(state)));
    }
    return Outcome.of(failures, "%s: locks of %d objects".formatted(read(state), state.objects()));
  }

  private static String read(AuditState state) {
    return "events from %s to %s were read".formatted(state.from(), state.to());
  }
}

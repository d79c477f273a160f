package dev.slipway.deploy;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A deployment to stacks in memory. */
abstract class DeploymentFixture {
  static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");
  static final List<String> STEPS = List.of("+ t a", "! t b", "    k: 1 → 2");

  @TempDir Path folder;
  final Stacks stacks = new Stacks();
  final List<String> progress = new ArrayList<>();
  final Map<String, List<String>> drift = new HashMap<>(Map.of("staging", List.of("a drift")));
  final List<String> unpreviewed = new ArrayList<>();
  Path file;

  /** Stacks in memory: an update does all that its preview shows. */
  static final class Stacks implements StackUpdates {
    final Map<String, List<String>> pending = new HashMap<>();
    final Map<String, String> failures = new HashMap<>();
    final Map<String, List<String>> problems = new HashMap<>();
    final Map<String, List<String>> drift = new HashMap<>(Map.of("staging", List.of("a drift")));
    final List<String> updated = new ArrayList<>();
    final Map<String, String> obstacles = new HashMap<>();

    @Override
    public Optional<String> obstacle(String stack) {
      return Optional.ofNullable(obstacles.get(stack));
    }

    @Override
    public List<String> preview(String stack) {
      return pending.getOrDefault(stack, List.of());
    }

    @Override
    public List<String> drift(String stack) {
      return drift.getOrDefault(stack, List.of());
    }

    @Override
    public String update(String stack) {
      updated.add(stack);
      String failure = failures.getOrDefault(stack, "");
      if (failure.equals("kill")) {
        pending.put(stack, STEPS.subList(1, 3));
        throw new Killed();
      } else if (failure.isEmpty()) {
        pending.remove(stack);
      }
      return failure;
    }

    @Override
    public List<String> health(String stack) {
      return problems.getOrDefault(stack, List.of());
    }
  }

  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void reviewTwoEnvironments() {
    file = folder.resolve("deployments.jsonl");
    for (String stack : List.of("production", "staging-osl2", "staging", "staging-sto2")) {
      stacks.pending.put(stack, STEPS);
    }
  }

  final Approval approval() {
    Map<String, List<String>> steps = new LinkedHashMap<>();
    for (String stack : List.of("production", "staging-osl2", "staging", "staging-sto2")) {
      steps.put(stack, STEPS);
    }
    List<String> names = new ArrayList<>(steps.keySet());
    steps.keySet().removeAll(unpreviewed);
    return new Approval(
        "ba5e".repeat(10),
        "c0ffeec0ffeec0ffeec0ffeec0ffeec0ffeec0ff",
        "7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7",
        NOW,
        "changes",
        names,
        steps,
        drift,
        List.of());
  }

  final Optional<Deployment.Stop> deploy(String environment) {
    Approval approval = approval();
    List<ClusterPlan> affected = approval.stacks().stream().map(FleetFixture::cluster).toList();
    return new Deployment(
            approval,
            stacks,
            new DeploymentRecord(file),
            "anna",
            Clock.fixed(NOW, ZoneOffset.UTC),
            progress::add)
        .run(affected, plan -> plan.environment().text().startsWith(environment));
  }

  final List<String> recorded() {
    return new DeploymentRecord(file)
        .entries().stream()
            .map(
                entry ->
                    "%s %s%s"
                        .formatted(
                            entry.stack(),
                            entry.event(),
                            entry.detail().isEmpty() ? "" : ": " + entry.detail()))
            .toList();
  }
}

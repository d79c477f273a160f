package dev.slipway.cli;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.preview.DriftLines;
import dev.slipway.preview.ResourceStep;
import dev.slipway.preview.StackPreview;
import dev.slipway.process.ChildProcess;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiException;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.review.AffectedStack;
import dev.slipway.review.Change;
import dev.slipway.review.StackReading;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Previews of several stacks by Pulumi, some at one time. */
final class StackPreviews {
  private final int parallel;
  private final Path stacks;
  private final FleetPlan before;
  private final FleetPlan after;
  private final StackStates states;

  /**
   * Creates the previews.
   *
   * @param parallel number of stacks at one time
   * @param stacks folder of the stack files, which the program of a stack reads
   */
  StackPreviews(PulumiProgram pulumi, int parallel, Path stacks, Change change) {
    this.parallel = parallel;
    this.stacks = stacks;
    this.before = change.before();
    this.after = change.after();
    this.states = new StackStates(pulumi, after);
  }

  /** Returns the readings by the names of the stacks; none of a stack whose file is removed. */
  Map<String, StackReading> of(List<AffectedStack> affected) {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      Map<String, Future<StackReading>> running = new HashMap<>();
      for (AffectedStack one : affected) {
        after
            .cluster(one.name())
            .ifPresent(plan -> running.put(one.name().text(), threads.submit(() -> reading(plan))));
      }
      Map<String, StackReading> previews = new HashMap<>();
      for (Map.Entry<String, Future<StackReading>> one : running.entrySet()) {
        previews.put(one.getKey(), one.getValue().get());
      }
      return previews;
    } catch (InterruptedException | ExecutionException stopped) {
      throw new PulumiException("pulumi preview was stopped: " + stopped.getMessage());
    } finally {
      threads.shutdownNow();
    }
  }

  /** A backend that does not answer is a result of each of its stacks. */
  private StackReading reading(ClusterPlan plan) {
    try {
      Optional<String> createState = states.missing(plan);
      return createState.isPresent()
          ? StackReading.withoutState(createState.get())
          : states.problem(plan).map(StackPreviews::failed).orElseGet(() -> read(plan));
    } catch (PulumiException | IllegalArgumentException failure) {
      return failed(String.valueOf(failure.getMessage()));
    }
  }

  private StackReading read(ClusterPlan plan) {
    List<String> drift = states.drift(before, plan);
    return StackReading.of(preview(states.of(plan), stacks), drift);
  }

  private static StackReading failed(String reason) {
    return StackReading.of(
        StackPreview.failed(reason),
        List.of(DriftLines.NOT_READ + "cloud: pulumi preview could not be run"));
  }

  /**
   * Returns the variables by which the program of a stack reads the stack files, and the provider
   * of Kubernetes gets credentials.
   */
  static Map<String, String> environment(Path stacks) {
    Map<String, String> all = new HashMap<>();
    all.put("SLIPWAY_STACKS", stacks.toAbsolutePath().toString());
    if (System.getenv("SLIPWAY_JAR") == null) {
      all.put("SLIPWAY_JAR", OwnJar.path().toString());
    }
    return all;
  }

  /** Returns the preview of a stack. One that fails is a result too: it has the reason. */
  static StackPreview preview(PulumiCli stack, Path stacks) {
    try {
      ChildProcess process = stack.preview(environment(stacks));
      if (process.code() != 0 && process.stdout().isBlank()) {
        return failed(process, List.of());
      }
      StackPreview preview = StackPreview.read(process.stdout());
      return process.code() == 0 || !preview.errors().isEmpty()
          ? preview
          : failed(process, preview.steps());
    } catch (PulumiException | IllegalArgumentException failure) {
      return StackPreview.failed(String.valueOf(failure.getMessage()));
    }
  }

  private static StackPreview failed(ChildProcess process, List<ResourceStep> steps) {
    return new StackPreview(steps, List.of("pulumi preview: " + process.stderr().strip()));
  }
}

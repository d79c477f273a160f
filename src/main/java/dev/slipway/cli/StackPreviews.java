package dev.slipway.cli;

import dev.slipway.plan.security.FleetPlan;
import dev.slipway.preview.StackPreview;
import dev.slipway.process.ChildProcess;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiException;
import dev.slipway.review.AffectedStack;
import dev.slipway.review.StackReading;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Previews of several stacks by Pulumi, some at one time. */
final class StackPreviews {
  private final String pulumi;
  private final int parallel;
  private final Path stacks;
  private final FleetPlan before;

  /**
   * Creates the previews.
   *
   * @param pulumi the program
   * @param parallel number of stacks at one time
   * @param stacks folder of the stack files, which the program of a stack reads
   * @param before the plan before the change, for the drift
   */
  StackPreviews(String pulumi, int parallel, Path stacks, FleetPlan before) {
    this.pulumi = pulumi;
    this.parallel = parallel;
    this.stacks = stacks;
    this.before = before;
  }

  /** Returns the readings by the names of the stacks; none of a stack without a state. */
  Map<String, StackReading> of(List<AffectedStack> affected) {
    Set<String> existing = PulumiCli.stacks(pulumi);
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      Map<String, Future<StackReading>> running = new HashMap<>();
      for (AffectedStack one : affected) {
        String stack = one.name().text();
        if (!one.isRemoved() && existing.contains(stack)) {
          running.put(stack, threads.submit(() -> read(stack)));
        }
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

  private StackReading read(String stack) {
    List<String> drift = StackDrift.lines(before, stack);
    return new StackReading(preview(pulumi, stack, stacks), drift);
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
  static StackPreview preview(String pulumi, String stack, Path stacks) {
    try {
      ChildProcess process = new PulumiCli(pulumi, stack).preview(environment(stacks));
      StackPreview preview =
          process.stdout().isBlank()
              ? new StackPreview(List.of(), List.of())
              : StackPreview.read(process.stdout());
      return process.code() == 0 || !preview.errors().isEmpty()
          ? preview
          : new StackPreview(
              preview.steps(), List.of("pulumi preview: " + process.stderr().strip()));
    } catch (PulumiException | IllegalArgumentException failure) {
      return StackPreview.failed(String.valueOf(failure.getMessage()));
    }
  }
}

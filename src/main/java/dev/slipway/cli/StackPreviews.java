package dev.slipway.cli;

import dev.slipway.preview.StackPreview;
import dev.slipway.process.ChildProcess;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiException;
import dev.slipway.review.AffectedStack;
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

  /**
   * Creates the previews.
   *
   * @param pulumi the program
   * @param parallel number of stacks at one time
   * @param stacks folder of the stack files, which the program of a stack reads
   */
  StackPreviews(String pulumi, int parallel, Path stacks) {
    this.pulumi = pulumi;
    this.parallel = parallel;
    this.stacks = stacks;
  }

  /** Returns the previews by the names of the stacks; none of a stack without a state. */
  Map<String, StackPreview> of(List<AffectedStack> affected) {
    Set<String> existing = PulumiCli.stacks(pulumi);
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      Map<String, Future<StackPreview>> running = new HashMap<>();
      for (AffectedStack one : affected) {
        String stack = one.name().text();
        if (!one.isRemoved() && existing.contains(stack)) {
          running.put(stack, threads.submit(() -> preview(pulumi, stack, stacks)));
        }
      }
      Map<String, StackPreview> previews = new HashMap<>();
      for (Map.Entry<String, Future<StackPreview>> one : running.entrySet()) {
        previews.put(one.getKey(), one.getValue().get());
      }
      return previews;
    } catch (InterruptedException | ExecutionException stopped) {
      throw new PulumiException("pulumi preview was stopped: " + stopped.getMessage());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns the variables by which the program of a stack reads the stack files. */
  static Map<String, String> environment(Path stacks) {
    return Map.of("SLIPWAY_STACKS", stacks.toAbsolutePath().toString());
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

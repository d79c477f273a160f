package dev.slipway.lab;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Parallel work on several stacks; each waits for the cloud most of the time. */
public final class Parallel {
  private Parallel() {}

  /**
   * Runs the work on all stacks and waits until each has ended. The failure contains the message of
   * the first that failed, which a parallel stream would lose.
   */
  public static void each(List<String> stacks, Consumer<String> work) {
    CompletableFuture.allOf(
            stacks.stream()
                .map(stack -> CompletableFuture.runAsync(() -> work.accept(stack)))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}

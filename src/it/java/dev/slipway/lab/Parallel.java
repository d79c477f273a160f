package dev.slipway.lab;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Work on several stacks, each of which waits most of the time. */
final class Parallel {
  private Parallel() {}

  /**
   * Ends when all have ended. What the first to fail said is in the failure, which a parallel
   * stream would lose.
   */
  static void each(List<String> stacks, Consumer<String> work) {
    CompletableFuture.allOf(
            stacks.stream()
                .map(stack -> CompletableFuture.runAsync(() -> work.accept(stack)))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}

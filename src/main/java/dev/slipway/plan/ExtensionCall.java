package dev.slipway.plan;

import java.util.function.Consumer;

/** A call of code that a program adds; what it throws becomes the text of a problem. */
final class ExtensionCall {
  private ExtensionCall() {}

  /** Runs the call. Errors of a class, such as a wrong constant, are texts like exceptions. */
  static void run(Runnable call, Consumer<String> failed) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError thrown) {
      failed.accept(
          "ended with %s; an extension returns a list and throws nothing: correct the program"
              .formatted(thrown));
    }
  }
}

package dev.slipway.evidence.control;

import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.EntryPoint;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.LiveStack;

/**
 * The part of an entry point that this run read. The plan of every entry point was read.
 *
 * @param result satisfied: it was read; what it returned is the result of the checks
 * @param explanation what was read, or why nothing was
 */
public record EntryPointReading(EntryPoint entryPoint, Result result, String explanation) {

  static EntryPointReading of(EntryPoint entryPoint, EvidenceInput input) {
    return input.live().stream()
        .filter(stack -> stack.stack().equals(entryPoint.stack()))
        .findFirst()
        .map(stack -> of(entryPoint, stack))
        .orElseGet(() -> notAsked(entryPoint));
  }

  private static EntryPointReading of(EntryPoint entryPoint, LiveStack stack) {
    if (!stack.built()) {
      return new EntryPointReading(
          entryPoint, Result.NOT_BUILT, "no object of the stack exists in its project");
    }
    if (entryPoint.kind() != EntryPoint.Kind.PROJECT) {
      return notAsked(entryPoint);
    }
    return stack
        .error()
        .map(error -> new EntryPointReading(entryPoint, Result.NOT_ASSESSED, "not read: " + error))
        .orElseGet(
            () ->
                new EntryPointReading(entryPoint, Result.SATISFIED, "all objects of the project"));
  }

  private static EntryPointReading notAsked(EntryPoint entryPoint) {
    return new EntryPointReading(entryPoint, Result.NOT_ASSESSED, "this run did not ask it");
  }

  /** Returns for example {@code live}, or the reason in its words why not. */
  public String text() {
    return result == Result.SATISFIED ? "live" : result.text();
  }
}

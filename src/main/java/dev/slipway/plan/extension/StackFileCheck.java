package dev.slipway.plan.extension;

import dev.slipway.config.StackFile;
import dev.slipway.value.Problem;
import java.util.List;

/** A rule of an operator for stack files, beside those of Slipway. */
@FunctionalInterface
public interface StackFileCheck {
  /**
   * Returns the problems of one stack file, made by {@link StackFile#problem}; an empty list if it
   * follows the rule. Every problem refuses the fleet, in {@code slipway check} and before {@code
   * pulumi up}.
   */
  List<Problem> problems(StackFile file);
}

package dev.slipway.deploy;

import java.util.List;
import java.util.Optional;

/** The operations on a stack that a deployment uses. */
public interface StackUpdates {
  /** Returns why the stack cannot be updated, with the fix: it has no state, for example. */
  Optional<String> obstacle(String stack);

  /**
   * Returns what an update would do, as the lines of an {@link Approval}.
   *
   * @throws RuntimeException if that cannot be found out, with the reason
   */
  List<String> preview(String stack);

  /** Returns the differences of the cloud and the cluster from the plan before the change. */
  List<String> drift(String stack);

  /** Updates the stack; returns why that failed, or an empty text. */
  String update(String stack);

  /**
   * Returns what is not as planned after the update, and what could not be read: nothing is known
   * of the health of that.
   */
  List<String> health(String stack);
}

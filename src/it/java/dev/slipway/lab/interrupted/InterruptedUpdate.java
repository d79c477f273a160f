package dev.slipway.lab.interrupted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Recovery;
import java.util.Map;

/**
 * An update that ends by SIGKILL, as when a CI runner dies, and the commands by which an operator
 * continues.
 */
final class InterruptedUpdate {
  /** Exit code of bash for a child that SIGKILL ended: 128 and the signal's number. */
  private static final int KILLED = 137;

  private static final int ATTEMPTS = 3;

  private static final String KILL =
      """
      log=$(mktemp); trap 'rm -f $log' EXIT
      %s >$log 2>&1 & up=$!
      until grep -qE '%s' $log || ! kill -0 $up 2>/dev/null; do sleep 0.1; done
      sleep 0.3; kill -9 $up; cat $log; wait $up
      """;

  private InterruptedUpdate() {}

  /** Kills a command of Pulumi as soon as its output matches the expression, then recovers. */
  static void killAndRecover(String stack, String command, String expression) {
    Lab.selectStack(stack);
    String line = KILL.formatted(Lab.pulumiLine(stack, command), expression);
    CommandResult killed = Lab.shell(line);
    for (int i = 1; i < ATTEMPTS && killed.exitCode() != KILLED; i++) {
      // The command failed before: an operator repeats it, and it replaces the failed server.
      System.out.println(endedBefore(expression, killed));
      killed = Lab.shell(line);
    }
    assertEquals(KILLED, killed.exitCode(), endedBefore(expression, killed));
    String recovered = Recovery.afterKill(stack, Map.of());
    System.out.println("killed at \"%s\":\n%s".formatted(expression, recovered));
  }

  private static String endedBefore(String expression, CommandResult result) {
    return "the command ended before \"%s\":\n%s".formatted(expression, result.output());
  }
}

package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * {@code pulumi up} that ends by SIGKILL, as by a runner that died, and what an operator then does.
 */
final class InterruptedUpdate {
  /** What bash says of a child that SIGKILL ended: 128 and the signal's number. */
  private static final int KILLED = 137;

  private static final String KILL =
      """
      said=$(mktemp); trap 'rm -f $said' EXIT
      %s >$said 2>&1 & up=$!
      until grep -q '%s' $said || ! kill -0 $up 2>/dev/null; do sleep 0.1; done
      sleep 0.3; kill -9 $up; cat $said; wait $up
      """;

  private InterruptedUpdate() {}

  /** {@code moment}: the update is killed just after it says so. */
  static void killAndRecover(String stack, String moment) {
    Lab.selectStack(stack);
    String up = KILL.formatted(Lab.pulumiLine(stack, "up --yes --skip-preview"), moment);
    Lab.CommandResult killed = Lab.shell(up);
    for (int again = 0; again < 2 && killed.code() != KILLED; again++) {
      // The cloud failed it: an operator runs it once more, which makes the failed server anew.
      System.out.println("up ended before \"" + moment + "\":\n" + killed.text());
      killed = Lab.shell(up);
    }
    assertEquals(KILLED, killed.code(), "up ended before \"" + moment + "\":\n" + killed.text());
    // The provider may still be waiting for an answer of the cloud's.
    String cancel = "sleep 3; pulumi cancel --yes --non-interactive --stack " + stack;
    System.out.println(Lab.shell(cancel).orFail("cancel"));
    String recovered = Lab.shell("./slipway recover --yes " + stack).orFail("recover");
    System.out.println("killed at \"" + moment + "\":\n" + recovered);
  }
}

package dev.slipway.lab.reserved;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.LabStacks;
import dev.slipway.testing.StackFiles;
import java.util.List;

/** Runs of {@code slipway reserve} for one stack, and what its project has after them. */
record ReserveRun(StackFiles stacks, String stack) {
  /** Exit code of bash for a child that SIGKILL ended: 128 and the signal's number. */
  private static final int KILLED = 137;

  /** Kills the process as soon as it prints a line; a shell command runs at an earlier line. */
  private static final String KILL =
      """
      coproc RUN { exec java -jar target/slipway.jar reserve %s --yes 2>&1; }
      pid=$RUN_PID
      while read -r line; do
        echo "$line"
        case $line in '%s'*) %s ;; esac
        case $line in '%s'*) %s kill -9 $pid; break ;; esac
      done <&"${RUN[0]}"
      wait $pid
      """;

  /** Runs the command with options. */
  CommandResult run(String options) {
    return Lab.shell(
        "java -jar target/slipway.jar reserve %s %s".formatted(stack, options),
        LabStacks.environment(stacks));
  }

  /** Kills a run when it prints a line that begins with a text. */
  void killAt(String text) {
    kill("no such line", "", text, "");
  }

  /**
   * Kills a run between the end of the new text and the rename: a pipe without a reader has the
   * name of the new file, so that the run waits when it opens the file.
   */
  void killBeforeRename() {
    String fresh = stacks.path().resolve(".%s.new".formatted(stack)).toString();
    kill("created: floating IP", "mkfifo " + fresh, "+++", "sleep 1;");
    Lab.shell("rm %1$s && echo 'kind: Ops' >%1$s".formatted(fresh)).orFail("half a file");
  }

  private void kill(String early, String command, String text, String delay) {
    String line = KILL.formatted(stack, early, command.isEmpty() ? ":" : command, text, delay);
    CommandResult killed = Lab.shell(line, LabStacks.environment(stacks));
    System.out.println("killed at \"%s\":\n%s".formatted(text, killed.output()));
    assertEquals(KILLED, killed.exitCode(), killed.output());
  }

  /** Returns the ids of the project's floating IPs and routers. */
  List<String> resources() {
    String openstack = "openstack --os-cloud " + stack;
    return Lab.shell(
            "%1$s floating ip list -f value -c ID && %1$s router list -f value -c ID"
                .formatted(openstack))
        .orFail("list")
        .lines()
        .toList();
  }
}

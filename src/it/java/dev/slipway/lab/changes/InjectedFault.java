package dev.slipway.lab.changes;

import java.util.Map;

/**
 * A failure in an update, at a call of talosctl or kubectl by the script of one machine.
 *
 * @param call a pattern of bash for the program's name and its arguments
 * @param action a line of bash that runs instead of the call; lab/probes/injected-fault has its
 *     functions
 * @param end a line of bash that runs after the update and ends the failure
 */
record InjectedFault(String machine, String call, String action, String end) {
  private static final String UPDATE =
      "mkdir -p $LAB_STATE/injected"
          + " && ln -sf $LAB_REPO/lab/probes/injected-fault $LAB_STATE/injected/talosctl"
          + " && ln -sf $LAB_REPO/lab/probes/injected-fault $LAB_STATE/injected/kubectl"
          + " && PATH=$LAB_STATE/injected:$PATH setsid --wait ";

  /** A failure that ends with the update. */
  InjectedFault(String machine, String call, String action) {
    this(machine, call, action, "true");
  }

  /** A program that hangs from a call on, until the update has ended. */
  static InjectedFault freeze(String machine, String call, FrozenProgram program, String more) {
    return new InjectedFault(
        machine, call, "call \"$@\"; %s; %s".formatted(program.stop(), more), program.resume());
  }

  /** Returns the line that runs an update with this failure, in a session of its own. */
  String line(String update) {
    return UPDATE + update;
  }

  /** Returns the variables for {@link #line}. */
  Map<String, String> environment() {
    return Map.of("FAULT_MACHINE", machine, "FAULT_CALL", call, "FAULT", action);
  }
}

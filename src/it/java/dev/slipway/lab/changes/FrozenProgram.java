package dev.slipway.lab.changes;

/**
 * Programs of the lab's servers that do not run on (SIGSTOP), as on a machine that hangs: their
 * connections are accepted, and nothing answers.
 *
 * @param commandLine a regular expression
 */
record FrozenProgram(String commandLine) {

  static FrozenProgram etcd(String machine) {
    return new FrozenProgram("^etcd .*--name=%s( |$)".formatted(machine));
  }

  static FrozenProgram kubelet(String machine) {
    return new FrozenProgram("^kwok .*--manage-single-node=%s( |$)".formatted(machine));
  }

  /** Talos itself: its API, and what starts and stops the machine's programs. */
  static FrozenProgram talos(String machine) {
    return new FrozenProgram("^[^ ]*talosnode serve .*-hostname %s( |$)".formatted(machine));
  }

  /** The API servers of all clusters that are up. */
  static FrozenProgram apiServers() {
    return new FrozenProgram("^kube-apiserver ");
  }

  /** Returns the shell line that stops them. */
  String stop() {
    return signal("STOP");
  }

  /** Returns the shell line that lets them run on. */
  String resume() {
    return signal("CONT");
  }

  private String signal(String name) {
    return "kill -%s $(pgrep -f -- '%s')".formatted(name, commandLine);
  }
}

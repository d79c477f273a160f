package dev.slipway.lab;

/** The exit code of a command and its output; standard output and standard error are mixed. */
public record CommandResult(int exitCode, String output) {

  /** Returns the output of a command that must succeed. */
  public String orFail(String command) {
    if (exitCode != 0) {
      throw new AssertionError(
          "%s ended with exit code %d:\n%s".formatted(command, exitCode, output));
    }
    return output;
  }
}

package dev.slipway.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Exit codes of the command line. Every command uses only these. Scripts depend on the numbers: an
 * existing one keeps its meaning.
 */
public enum ExitCodes {
  SUCCESS(0, "success"),
  FAILED(1, "the cloud or Pulumi returned an error, or something is missing"),
  INVALID(2, "the command line or a stack file is not valid"),
  DIFFERENT(3, "the cloud differs from the plan, or a control of the evidence is NOT satisfied"),
  DISRUPTIVE(
      4,
      "plan --diff-from, preview: a server reboots or the only API server restarts; preview:"
          + " something is deleted"),
  REFUSED(5, "plan --diff-from, preview, deploy: the change is refused"),
  CHANGED(6, "preview: something changes, and nothing is disruptive");

  private final int code;
  private final String meaning;

  ExitCodes(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** Returns the number that the process ends with. */
  public int code() {
    return code;
  }

  /** Returns the meaning for help and documentation. */
  public String meaning() {
    return meaning;
  }

  /** Returns the meaning of each code, in order. */
  static Map<String, String> help() {
    Map<String, String> help = new LinkedHashMap<>();
    for (ExitCodes one : values()) {
      help.put(String.valueOf(one.code), one.meaning);
    }
    return help;
  }
}

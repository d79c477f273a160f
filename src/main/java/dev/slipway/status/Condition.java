package dev.slipway.status;

/** The condition of a stack. Programs read the texts: an existing one keeps its meaning. */
public enum Condition {
  /** The last update succeeded. */
  UP("up"),
  /** The state backend has no such stack, or no resource of it. */
  NOT_CREATED("not created"),
  /** An update ended before it was complete, or is running. */
  INTERRUPTED("update interrupted"),
  /** The last update ended with an error. */
  FAILED("update failed"),
  /** The state cannot be read. */
  NOT_ASSESSED("not assessed");

  private final String text;

  Condition(String text) {
    this.text = text;
  }

  /** Returns the text for people and programs. */
  public String text() {
    return text;
  }
}

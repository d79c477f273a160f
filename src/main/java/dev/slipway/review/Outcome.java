package dev.slipway.review;

/** The result of a preview, from the least to the most serious. */
public enum Outcome {
  NOTHING("nothing changes"),
  CHANGES("changes"),
  /** A server reboots, or an object in the cloud or a cluster is deleted. */
  DISRUPTIVE("disruptive"),
  /** A stack could not be previewed. */
  INCOMPLETE("not assessed"),
  REFUSED("refused");

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  /** Returns the text for reports. */
  public String text() {
    return text;
  }

  /** Returns the more serious one. */
  public Outcome and(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}

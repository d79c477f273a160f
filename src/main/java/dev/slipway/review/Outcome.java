package dev.slipway.review;

/** The result of a preview, from the least to the most serious. */
public enum Outcome {
  NOTHING("nothing changes", "Nothing in a cloud or a cluster changes."),
  CHANGES(
      "changes", "Not disruptive: no server reboots, the API keeps working, and nothing is lost."),
  /** A server reboots, or an object in the cloud or a cluster is deleted. */
  DISRUPTIVE(
      "disruptive",
      "A server reboots, the only API server restarts, or something is deleted: see *Servers* and"
          + " *Resources*."),
  /** A stack could not be previewed, or its cloud or cluster could not be read. */
  INCOMPLETE(
      "not assessed",
      "A stack could not be previewed, or its cloud could not be read: see *Not assessed*."),
  REFUSED(
      "refused",
      "The change cannot be deployed: see *Refused*. Correct it on the branch; the next preview"
          + " replaces this report.");

  private final String text;
  private final String meaning;

  Outcome(String text, String meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  /** Returns the text for reports. */
  public String text() {
    return text;
  }

  /** Returns what it means for a reviewer, as markup. */
  String meaning() {
    return meaning;
  }

  /** Returns the more serious one. */
  public Outcome and(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}

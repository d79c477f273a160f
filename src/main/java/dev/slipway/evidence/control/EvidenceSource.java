package dev.slipway.evidence.control;

/** What a check looks at. */
public enum EvidenceSource {
  PLAN("plan", "What shall be: the reviewed stack files, and the rules compiled from them."),
  LIVE("cloud", "What is: the rules and ports that the cloud itself told of."),
  PACKETS("packets", "What happens: test packets sent from server to server.");

  private final String title;
  private final String meaning;

  EvidenceSource(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  /** One word. */
  public String title() {
    return title;
  }

  /** One sentence for an auditor. */
  public String meaning() {
    return meaning;
  }
}

package dev.slipway.evidence.control;

/** The kind of data that a check reads. */
public enum EvidenceSource {
  PLAN(
      "plan",
      "The intended state: the reviewed stack files, and the firewall rules (security groups) that"
          + " are generated from them.",
      "no path between environments",
      "a path between environments EXISTS"),
  CLOUD(
      "cloud",
      "The actual state: the rules and ports that the cloud's API returned.",
      "no path between environments",
      "a path between environments EXISTS"),
  PACKETS(
      "packets",
      "The observed behaviour: test packets that were sent between servers.",
      "no test packet arrived in another environment",
      "a test packet PASSES between environments");

  private final String title;
  private final String description;
  private final String isolated;
  private final String connected;

  EvidenceSource(String title, String description, String isolated, String connected) {
    this.title = title;
    this.description = description;
    this.isolated = isolated;
    this.connected = connected;
  }

  /** Returns the name in tables and documents: one word. */
  public String title() {
    return title;
  }

  /** Returns one line for an auditor. */
  public String description() {
    return description;
  }

  /** Returns the conclusion if this source shows that environments are isolated. */
  public String isolated() {
    return isolated;
  }

  /** Returns the conclusion if this source shows that environments are connected. */
  public String connected() {
    return connected;
  }
}

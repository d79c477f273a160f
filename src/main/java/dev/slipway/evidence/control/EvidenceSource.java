package dev.slipway.evidence.control;

/** The kind of data that a check reads. */
public enum EvidenceSource {
  PLAN(
      "plan",
      "planned",
      "The intended state: the reviewed stack files, and the firewall rules (security groups) that"
          + " are generated from them.",
      "no path between environments",
      "a path between environments EXISTS"),
  CLOUD(
      "cloud",
      "live",
      "The actual state: all servers, network objects and rules that the cloud's API returned."
          + " Nothing inside of a server or a cluster is read.",
      "no path between environments",
      "a path between environments EXISTS"),
  PACKETS(
      "packets",
      "tried",
      "The observed behaviour: test packets that were sent between servers.",
      "no test packet arrived in another environment",
      "a test packet PASSES between environments"),
  FORGE(
      "forge",
      "live",
      "The settings of the repository with the stack files, as the forge's API returned them.",
      "no data about paths",
      "no data about paths"),
  SINKS(
      "sinks",
      "live",
      "The audit events in archive and log store, also in the SIEM if it exported them, as slipway"
          + " audit verify read them.",
      "no data about paths",
      "no data about paths");

  private final String title;
  private final String reading;
  private final String description;
  private final String isolated;
  private final String connected;

  EvidenceSource(
      String title, String reading, String description, String isolated, String connected) {
    this.title = title;
    this.reading = reading;
    this.description = description;
    this.isolated = isolated;
    this.connected = connected;
  }

  /** Returns the name in tables and documents: one word. */
  public String title() {
    return title;
  }

  /** Returns what such a check reads: {@code planned}, {@code live} or {@code tried}. */
  public String reading() {
    return reading;
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

package dev.slipway.audit;

/** A sink of audit events that is compared. */
public enum Sink {
  ARCHIVE("archive", "lockedarchive"),
  STORE("log store", "logstore"),
  SIEM("SIEM", "syslogtls");

  private final String text;
  private final String exporter;

  Sink(String text, String exporter) {
    this.text = text;
    this.exporter = exporter;
  }

  /** Returns the name of its exporter in audit/shipper/replay.yaml. */
  public String exporter() {
    return exporter;
  }

  @Override
  public String toString() {
    return text;
  }
}

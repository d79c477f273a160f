package dev.slipway.audit;

/** A sink of audit events that is compared. */
public enum Sink {
  ARCHIVE("archive"),
  STORE("log store");

  private final String text;

  Sink(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}

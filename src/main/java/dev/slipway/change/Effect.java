package dev.slipway.change;

/** The effect of an update on one server. */
public enum Effect {
  UNCHANGED("unchanged"),
  /** The server keeps what it was created with; a server that is created later gets the value. */
  NEW_SERVERS_ONLY("unchanged, for new servers only"),
  LIVE("applied live"),
  REBOOT("applied with a reboot"),
  CREATED("created"),
  /** A removed worker is drained first. */
  REMOVED("drained and removed"),
  REFUSED("refused");

  private final String text;

  Effect(String text) {
    this.text = text;
  }

  /** Returns the effect for reports. */
  public String text() {
    return text;
  }

  /** Whether the server's configuration is applied while it runs. */
  public boolean isApplied() {
    return this == LIVE || this == REBOOT;
  }
}

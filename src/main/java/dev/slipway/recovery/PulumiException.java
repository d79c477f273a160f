package dev.slipway.recovery;

/** A {@code pulumi} command that failed. */
public final class PulumiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PulumiException(String message) {
    super(message);
  }
}

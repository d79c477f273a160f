package dev.slipway.git;

/** A {@code git} command that failed. */
public final class GitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception; {@code message} contains what is wrong, where, and the fix. */
  public GitException(String message) {
    super(message);
  }
}

package dev.slipway.repository;

/** An error of a forge, or a response that this version cannot read. */
public final class ForgeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates it with a message for people. */
  public ForgeException(String message) {
    super(message);
  }

  /** Creates it with a cause. */
  public ForgeException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.slipway.zitadel;

/** An error of Zitadel, or a setting without which it cannot be used. */
public final class ZitadelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates it with a message for people. */
  public ZitadelException(String message) {
    super(message);
  }

  /** Creates it with a cause. */
  public ZitadelException(String message, Throwable cause) {
    super(message, cause);
  }
}

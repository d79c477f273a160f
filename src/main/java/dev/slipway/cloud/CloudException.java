package dev.slipway.cloud;

/** The cloud, or the file that says where it is, gives no answer to work with. */
public final class CloudException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code message} says what, where and the cure. */
  public CloudException(String message) {
    super(message);
  }

  CloudException(String message, Exception cause) {
    super(message, cause);
  }
}

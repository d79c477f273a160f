package dev.slipway.cloud;

/** An error of an OpenStack API or of clouds.yaml. */
public final class CloudException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception; {@code message} contains what is wrong, where, and the fix. */
  public CloudException(String message) {
    super(message);
  }

  CloudException(String message, Exception cause) {
    super(message, cause);
  }
}

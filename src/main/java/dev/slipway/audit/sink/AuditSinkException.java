package dev.slipway.audit.sink;

/** A sink that does not answer, or not as expected. The message is for people. */
public final class AuditSinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public AuditSinkException(String message) {
    super(message);
  }

  /** Creates the exception with its cause. */
  public AuditSinkException(String message, Throwable cause) {
    super(message, cause);
  }
}

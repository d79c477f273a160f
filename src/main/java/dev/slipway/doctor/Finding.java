package dev.slipway.doctor;

/**
 * The result of one check.
 *
 * @param what the thing that is needed, for example {@code kubectl}
 * @param detail the version or path that was found, or what is wrong
 * @param fix how to get it; empty if nothing is wrong
 */
public record Finding(boolean isOk, String what, String detail, String fix) {
  static Finding ok(String what, String detail) {
    return new Finding(true, what, detail, "");
  }

  static Finding lack(String what, String detail, String fix) {
    return new Finding(false, what, detail, fix);
  }

  /** Returns one line. */
  @Override
  public String toString() {
    return isOk
        ? "ok       %s: %s".formatted(what, detail)
        : "missing  %s: %s; %s".formatted(what, detail, fix);
  }
}

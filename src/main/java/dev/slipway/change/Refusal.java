package dev.slipway.change;

/**
 * A difference that an update of an existing cluster refuses.
 *
 * @param what the server, or the key of the stack file
 * @param before the value of the existing cluster
 * @param after the value of the new plan
 */
public record Refusal(Reason reason, String what, String before, String after) {

  /** Why it is refused. */
  public enum Reason {
    RESIZED("a new flavor", "a later operation resizes servers one at a time"),
    REBUILT("a new image", "a later operation upgrades servers one at a time"),
    REPLACED("another boot disk", "a later operation replaces servers one at a time"),
    READDRESSED("a new address", "addresses of existing servers never change"),
    ADDRESS_IN_USE(
        "the address of a server that is removed",
        "remove that server in an update of its own first"),
    CONTROL_PLANE_SMALLER(
        "fewer control-plane nodes", "a later operation removes etcd members one at a time"),
    LOAD_BALANCER_REMOVED(
        "fewer load balancers", "an existing cluster keeps its number of load balancers"),
    UPGRADE("a new version", "a later operation upgrades clusters"),
    FIXED("a value that is set once", "only a new cluster can have another value");

    private final String text;
    private final String until;

    Reason(String text, String until) {
      this.text = text;
      this.until = until;
    }

    /** Returns the reason for reports. */
    public String text() {
      return text;
    }

    /** Returns until when it is refused. */
    public String until() {
      return until;
    }
  }

  @Override
  public String toString() {
    return "%s: %s, %s instead of %s: %s"
        .formatted(what, reason.text(), after, before, reason.until());
  }
}

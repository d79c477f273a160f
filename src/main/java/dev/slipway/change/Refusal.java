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
    RESIZED("a new flavor", "keep the old one; a running server cannot be resized yet"),
    REBUILT("a new image", "keep the old one; a running server cannot be rebuilt yet"),
    REPLACED("another boot disk", "keep the old one; a running server cannot be replaced yet"),
    READDRESSED("a new address", "addresses of existing servers never change"),
    ADDRESS_IN_USE(
        "the address of a server that is removed",
        "remove that server in an update of its own first"),
    CONTROL_PLANE_SMALLER(
        "fewer control-plane nodes", "keep the number; etcd members cannot be removed yet"),
    LOAD_BALANCER_REMOVED(
        "fewer load balancers", "an existing cluster keeps its number of load balancers"),
    UPGRADE("a new version", "keep the old one; a running cluster cannot be upgraded yet"),
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
    return "%s: %s, %s instead of %s; %s"
        .formatted(what, reason.text(), after, before, reason.until());
  }
}

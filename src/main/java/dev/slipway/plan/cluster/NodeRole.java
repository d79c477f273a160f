package dev.slipway.plan.cluster;

/** A server's part in its cluster; each has a security group of its own. */
public enum NodeRole {
  CONTROL_PLANE("control-plane"),
  WORKER("worker"),
  LOAD_BALANCER("load-balancer");

  private final String text;

  NodeRole(String text) {
    this.text = text;
  }

  /** As it stands in names, for example {@code control-plane}. */
  public String text() {
    return text;
  }
}

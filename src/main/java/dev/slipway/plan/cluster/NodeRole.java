package dev.slipway.plan.cluster;

import java.util.Arrays;

/** A server's part in its cluster; each has a security group of its own. */
public enum NodeRole {
  CONTROL_PLANE("control-plane"),
  WORKER("worker"),
  LOAD_BALANCER("load-balancer");

  private final String text;

  NodeRole(String text) {
    this.text = text;
  }

  /** The role of that name. */
  static NodeRole of(String text) {
    return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst().orElseThrow();
  }

  /** As it stands in names, for example {@code control-plane}. */
  public String text() {
    return text;
  }
}

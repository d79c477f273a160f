package dev.slipway.plan.model;

import java.util.Arrays;

/** A server's part in its cluster; each has a security group of its own. */
public enum ServerRole {
  CONTROL_PLANE("control-plane"),
  WORKER("worker"),
  LOAD_BALANCER("load-balancer");

  private final String text;

  ServerRole(String text) {
    this.text = text;
  }

  /** The role of that name. */
  public static ServerRole of(String text) {
    return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst().orElseThrow();
  }

  /** As it stands in names, for example {@code control-plane}. */
  public String text() {
    return text;
  }
}

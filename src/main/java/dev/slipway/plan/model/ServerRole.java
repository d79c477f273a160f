package dev.slipway.plan.model;

import dev.slipway.value.DnsLabel;

/** The role of a server in its cluster. Every role has its own security group. */
public enum ServerRole {
  CONTROL_PLANE("control-plane"),
  WORKER("worker"),
  LOAD_BALANCER("load-balancer");

  private final String text;

  ServerRole(String text) {
    this.text = text;
  }

  /** Returns the name of the role's security group, for example {@code staging-osl2-worker}. */
  public String groupName(DnsLabel cluster) {
    return cluster + "-" + text;
  }

  /** Returns the role as part of a name, for example {@code control-plane}. */
  public String text() {
    return text;
  }
}

package dev.slipway.plan.model;

import dev.slipway.value.DnsLabel;

/** A server's part in its cluster; each has a security group of its own. */
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

  /** As it stands in names, for example {@code control-plane}. */
  public String text() {
    return text;
  }
}

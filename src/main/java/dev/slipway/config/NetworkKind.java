package dev.slipway.config;

/** How servers come by a network. */
public enum NetworkKind {
  /** Network, subnet, router and floating IP belong to the stack. */
  TENANT
}

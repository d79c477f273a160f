package dev.slipway.config;

/** What stands before the API servers. */
public enum EndpointKind {
  /** A server that runs HAProxy. */
  HAPROXY
}

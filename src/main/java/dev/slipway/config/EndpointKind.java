package dev.slipway.config;

/** What stands before the API servers. */
public enum EndpointKind {
  /** Servers that run HAProxy. */
  HAPROXY,
  /** A load balancer of the cloud's, by OpenStack's load balancing service. */
  OCTAVIA
}

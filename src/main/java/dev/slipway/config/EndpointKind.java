package dev.slipway.config;

/** The kind of load balancer in front of the API servers. */
public enum EndpointKind {
  /** One or two servers of the stack that run HAProxy. */
  HAPROXY,
  /** A load balancer of Octavia, OpenStack's load balancing service. */
  OCTAVIA
}

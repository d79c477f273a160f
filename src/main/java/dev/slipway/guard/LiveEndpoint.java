package dev.slipway.guard;

import java.util.Optional;
import java.util.Set;

/**
 * The objects of a cluster in Neutron and Octavia whose values are set once.
 *
 * @param serverNetworks names of the networks of its servers
 * @param routerNetwork name of the external network of its router; empty without a router
 * @param floatingIp floating IP of its API; empty without one
 * @param octavia its load balancer in Octavia, if it has one
 */
public record LiveEndpoint(
    Set<String> serverNetworks,
    Optional<String> routerNetwork,
    Optional<String> floatingIp,
    Optional<LoadBalancer> octavia) {

  /** Copies the set. */
  public LiveEndpoint {
    serverNetworks = Set.copyOf(serverNetworks);
  }

  /** A load balancer of Octavia. */
  public record LoadBalancer(String provider, String address) {}
}

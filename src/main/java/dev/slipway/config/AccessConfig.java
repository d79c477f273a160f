package dev.slipway.config;

import dev.slipway.value.IpPrefix;
import java.util.List;

/**
 * The clients that may connect to the Kubernetes and Talos APIs from outside the cluster.
 *
 * @param adminPrefixes prefixes of the jump hosts; at least one, each /24 or longer (IPv6: /56 or
 *     longer), together at most 1,024 IPv4 addresses
 */
public record AccessConfig(List<IpPrefix> adminPrefixes) {

  /** Copies the list; {@link ReadOnly} has the reason. */
  public AccessConfig {
    adminPrefixes = ReadOnly.list(adminPrefixes);
  }
}

package dev.slipway.config;

import dev.slipway.value.IpPrefix;
import java.util.List;

/** Who may reach the Kubernetes and Talos APIs: the jump hosts' prefixes, never everybody. */
public record AccessConfig(List<IpPrefix> adminPrefixes) {

  /** Copies the list. */
  public AccessConfig {
    adminPrefixes = adminPrefixes == null ? null : List.copyOf(adminPrefixes);
  }
}

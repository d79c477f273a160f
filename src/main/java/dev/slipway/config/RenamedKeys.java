package dev.slipway.config;

import java.util.Map;
import java.util.Optional;

/** Former keys and values of stack files. They are not read; the problem names the new one. */
final class RenamedKeys {
  /** The new key of each former key, and the new value of each former {@code key: value}. */
  static final Map<String, String> TABLE =
      Map.of(
          "network.prefix", "network.cidr",
          "network.pods", "network.podCidr",
          "network.services", "network.serviceCidr",
          "network.dns", "network.dnsServers",
          "network.ntp", "network.ntpServers",
          "network.egressAddress", "network.routerExternalIp",
          "network.kind: tenant", "network.kind: project",
          "endpoint.floatingAddress", "endpoint.floatingIp",
          "endpoint.servers", "endpoint.replicas",
          "gitops.clusters", "gitops.clusterCidrs");

  private RenamedKeys() {}

  /** Returns the new name of a former key. */
  static Optional<String> key(String path) {
    return Optional.ofNullable(TABLE.get(path));
  }

  /** Returns the new {@code key: value} of a former value. */
  static Optional<String> value(String path, String value) {
    return key(path + ": " + value);
  }

  /** Returns the text of the problem. */
  static String message(String replacement) {
    return "was renamed; write " + replacement;
  }
}

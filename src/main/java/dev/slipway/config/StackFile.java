package dev.slipway.config;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A stack file without problems of its own.
 *
 * @param stack name of the file without {@code .yaml}
 * @param lines line of each key, by key path
 */
public record StackFile(Path path, DnsLabel stack, StackConfig config, Map<String, Integer> lines) {

  /**
   * Returns the line of a key, counted from 1; of the enclosing key if the file does not set it.
   */
  public int line(String key) {
    return YamlLineIndex.nearest(lines, key);
  }

  /** Returns the stack's addresses on the external network by key; none on a shared network. */
  public Map<String, IpAddress> externalAddresses() {
    Map<String, IpAddress> addresses = new LinkedHashMap<>();
    addresses.put("network.routerExternalIp", config.network().routerExternalIp());
    addresses.put("endpoint.floatingIp", config.endpoint().floatingIp());
    addresses.values().removeIf(Objects::isNull);
    return addresses;
  }

  /** Returns a problem with the value at {@code key}, and its line. */
  public Problem problem(String key, String message) {
    return new Problem(path, line(key), key, message);
  }
}

package dev.slipway.config;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A stack file that could be read.
 *
 * @param stack the file's name without {@code .yaml}
 * @param lines line of each key, by path
 */
public record StackFile(Path path, DnsLabel stack, StackConfig config, Map<String, Integer> lines) {

  /** The line of a key, counted from 1; where the file leaves it out, of the key around it. */
  public int line(String key) {
    return YamlLineIndex.nearest(lines, key);
  }

  /** By their keys, the addresses that the stack takes on the external network; shared: none. */
  public Map<String, IpAddress> externalAddresses() {
    Map<String, IpAddress> addresses = new LinkedHashMap<>();
    addresses.put("network.routerExternalIp", config.network().routerExternalIp());
    addresses.put("endpoint.floatingIp", config.endpoint().floatingIp());
    addresses.values().removeIf(Objects::isNull);
    return addresses;
  }

  /** A problem with the value at {@code key}; its line is looked up. */
  public Problem problem(String key, String message) {
    return new Problem(path, line(key), key, message);
  }
}

package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.stream.Stream;

/**
 * A port that the project sees.
 *
 * @param networkId where it is plugged
 * @param addresses its fixed IPs
 * @param groups ids of its security groups
 * @param portSecurityEnabled whether port security is on: else no rule applies, and any address may
 *     be sent from
 * @param allowedAddressPairs addresses and prefixes that it may send from besides its own
 * @param deviceOwner Neutron's {@code device_owner}, for example {@code compute:nova}
 * @param deviceId the server's or the router's id
 */
public record LivePort(
    String id,
    String name,
    String projectId,
    String networkId,
    List<String> addresses,
    List<String> groups,
    boolean portSecurityEnabled,
    List<Pair> allowedAddressPairs,
    String deviceOwner,
    String deviceId) {

  /** Copies the lists. */
  public LivePort {
    addresses = List.copyOf(addresses);
    groups = List.copyOf(groups);
    allowedAddressPairs = List.copyOf(allowedAddressPairs);
  }

  /** An allowed address pair; {@code foreignMac} where the MAC address is not the port's. */
  public record Pair(String address, boolean foreignMac) {
    @Override
    public String toString() {
      return foreignMac ? address + " with another MAC address" : address;
    }
  }

  /** Everything that it may send from. */
  public List<IpPrefix> sourcePrefixes() {
    return Stream.concat(addresses.stream(), allowedAddressPairs.stream().map(Pair::address))
        .map(IpPrefix::parseLenient)
        .toList();
  }

  /**
   * Whether Neutron takes the port for one of its own and filters nothing. The second owner is
   * OVN's: by such a port it asks whether a load balancer's members live.
   */
  public boolean isTrusted() {
    return deviceOwner.startsWith("network:") || deviceOwner.equals("ovn-lb-hm:distributed");
  }

  static LivePort of(JsonNode port) {
    String mac = port.path("mac_address").asText();
    return new LivePort(
        port.path("id").asText(),
        port.path("name").asText(),
        port.path("project_id").asText(),
        port.path("network_id").asText(),
        JsonArrays.of(port.path("fixed_ips")).map(one -> one.path("ip_address").asText()).toList(),
        JsonArrays.of(port.path("security_groups")).map(JsonNode::asText).toList(),
        port.path("port_security_enabled").asBoolean(true),
        JsonArrays.of(port.path("allowed_address_pairs")).map(one -> pair(one, mac)).toList(),
        port.path("device_owner").asText(),
        port.path("device_id").asText());
  }

  private static Pair pair(JsonNode pair, String mac) {
    String given = pair.path("mac_address").asText(mac);
    return new Pair(pair.path("ip_address").asText(), !given.equalsIgnoreCase(mac));
  }
}

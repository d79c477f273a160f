package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.stream.Stream;

/**
 * A port that the project can read.
 *
 * @param networkId id of its network
 * @param addresses fixed IPs
 * @param groups ids of its security groups
 * @param portSecurityEnabled whether Neutron filters the port; if not, no rule applies and the port
 *     may send from any address
 * @param allowedAddressPairs additional addresses and prefixes that it may send from
 * @param deviceOwner Neutron's {@code device_owner}, for example {@code compute:nova}
 * @param deviceId id of the server or router
 */
public record LivePort(
    String id,
    String name,
    String projectId,
    String networkId,
    List<String> addresses,
    List<String> groups,
    boolean portSecurityEnabled,
    List<AddressPair> allowedAddressPairs,
    String deviceOwner,
    String deviceId) {

  /** Copies the lists. */
  public LivePort {
    addresses = List.copyOf(addresses);
    groups = List.copyOf(groups);
    allowedAddressPairs = List.copyOf(allowedAddressPairs);
  }

  /** An allowed address pair; {@code hasOwnMac} if its MAC address is the port's. */
  public record AddressPair(String address, boolean hasOwnMac) {
    @Override
    public String toString() {
      return hasOwnMac ? address : address + " with another MAC address";
    }
  }

  /** Returns every address that the port may send from. */
  public List<IpPrefix> sourcePrefixes() {
    return Stream.concat(addresses.stream(), allowedAddressPairs.stream().map(AddressPair::address))
        .map(IpPrefix::parseLenient)
        .toList();
  }

  /**
   * Returns whether Neutron treats the port as its own and does not filter it. {@code
   * ovn-lb-hm:distributed} is the port from which OVN checks the members of a load balancer.
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

  private static AddressPair pair(JsonNode pair, String mac) {
    String pairMac = pair.path("mac_address").asText(mac);
    return new AddressPair(pair.path("ip_address").asText(), pairMac.equalsIgnoreCase(mac));
  }
}

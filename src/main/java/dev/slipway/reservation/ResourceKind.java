package dev.slipway.reservation;

import dev.slipway.config.AddressKeys;
import dev.slipway.config.StackFile;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds of resources that a stack reserves, in the order in which they can be deleted. */
enum ResourceKind {
  FLOATING_IP(AddressKeys.FLOATING_IP, "floating IP", "floatingip", "description"),
  ROUTER(AddressKeys.ROUTER, "router", "router", "name");

  private final AddressKeys keys;
  private final String text;
  private final String item;
  private final String marker;

  /** Creates a kind; {@code marker} is the field that shows which stack a resource belongs to. */
  ResourceKind(AddressKeys keys, String text, String item, String marker) {
    this.keys = keys;
    this.text = text;
    this.item = item;
    this.marker = marker;
  }

  AddressKeys keys() {
    return keys;
  }

  /** Returns the name for messages. */
  String text() {
    return text;
  }

  /** Returns the name in commands of {@code openstack}. */
  String command() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Returns the collection in Neutron. */
  String collection() {
    return item + "s";
  }

  /** Returns the field of Neutron by which a resource is found again. */
  String marker() {
    return marker;
  }

  /** Returns the value of {@link #marker}, the same that an update without an id would set. */
  String markerOf(StackFile file) {
    return switch (this) {
      case ROUTER -> file.stack().text();
      case FLOATING_IP -> EndpointPlan.description(file.stack());
    };
  }

  /** Returns the request that creates the resource; Neutron chooses the address. */
  Map<String, Object> request(StackFile file, String networkId) {
    Map<String, Object> specific =
        switch (this) {
          case ROUTER ->
              Map.of(
                  "admin_state_up", true, "external_gateway_info", Map.of("network_id", networkId));
          case FLOATING_IP -> Map.of("floating_network_id", networkId);
        };
    Map<String, Object> body = new TreeMap<>(specific);
    body.put(marker, markerOf(file));
    return Map.of(item, body);
  }

  /** Returns the address in the file. */
  Optional<IpAddress> address(StackFile file) {
    return Optional.ofNullable(
        switch (this) {
          case ROUTER -> file.config().network().routerExternalIp();
          case FLOATING_IP -> file.config().endpoint().floatingIp();
        });
  }

  /** Returns the id in the file. */
  Optional<NeutronId> id(StackFile file) {
    return Optional.ofNullable(
        switch (this) {
          case ROUTER -> file.config().network().routerId();
          case FLOATING_IP -> file.config().endpoint().floatingIpId();
        });
  }
}

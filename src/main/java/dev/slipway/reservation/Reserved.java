package dev.slipway.reservation;

import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import java.util.List;
import java.util.Optional;

/**
 * A router or a floating IP of the stack's project.
 *
 * @param isOfStack whether it has the stack's name or description, as what this package creates
 * @param addresses all addresses on its external network
 * @param networkId id of the external network
 * @param use what uses it, for messages; empty if nothing does
 */
record Reserved(
    NeutronId id,
    boolean isOfStack,
    List<IpAddress> addresses,
    String networkId,
    Optional<String> use) {
  /** Copies the list. */
  Reserved {
    addresses = List.copyOf(addresses);
  }

  /** Returns the IPv4 address, if there is exactly one. */
  Optional<IpAddress> address() {
    List<IpAddress> ipv4 = addresses.stream().filter(one -> one.version() == 4).toList();
    return ipv4.size() == 1 ? Optional.of(ipv4.get(0)) : Optional.empty();
  }

  String addressText() {
    return address().map(IpAddress::toString).orElse("without an IPv4 address");
  }
}

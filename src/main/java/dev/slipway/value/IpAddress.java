package dev.slipway.value;

import inet.ipaddr.IPAddress;
import java.util.Optional;

/** One IPv4 or IPv6 address, for example {@code 10.41.16.10}. */
public record IpAddress(IPAddress address) implements Comparable<IpAddress> {

  /** Reads a single address, without prefix length. */
  public static IpAddress parse(String text) {
    IPAddress address = StrictIpParser.parse(text);
    if (address == null || address.isPrefixed() || address.isMultiple()) {
      throw new IllegalArgumentException(
          "is no IP address; expected one address such as 10.41.16.10 or 2001:db8::10");
    }
    return new IpAddress(address);
  }

  /** The prefix that holds this address alone. */
  public IpPrefix toPrefix() {
    return new IpPrefix(address.setPrefixLength(address.getBitCount(), false));
  }

  /** 4 or 6. */
  public int version() {
    return address.isIPv4() ? 4 : 6;
  }

  /** The address after this one; none after the last of its IP version. */
  public Optional<IpAddress> next() {
    return address.isMax() ? Optional.empty() : Optional.of(plus(1));
  }

  /** The address before this one, which must not be the first of its IP version. */
  public IpAddress previous() {
    return plus(-1);
  }

  /** The address {@code count} places after this one. */
  public IpAddress plus(long count) {
    return new IpAddress(address.increment(count));
  }

  @Override
  public int compareTo(IpAddress other) {
    return address.compareTo(other.address);
  }

  @Override
  public String toString() {
    return address.toCanonicalString();
  }
}

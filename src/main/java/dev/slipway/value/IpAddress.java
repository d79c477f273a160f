package dev.slipway.value;

import inet.ipaddr.IPAddress;

/** One IPv4 or IPv6 address, for example {@code 10.41.16.10}. */
public record IpAddress(IPAddress address) implements Comparable<IpAddress> {

  /** Reads a single address, without prefix length. */
  public static IpAddress parse(String text) {
    IPAddress address = IpText.read(text);
    if (address == null || address.isPrefixed() || address.isMultiple()) {
      throw new IllegalArgumentException(
          "is no IP address; expected one address such as 10.41.16.10 or 2001:db8::10");
    }
    return new IpAddress(address);
  }

  /** The prefix that holds this address alone. */
  public IpPrefix asPrefix() {
    return new IpPrefix(address.setPrefixLength(address.getBitCount(), false));
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

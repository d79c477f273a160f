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
          "is not a valid IP address; expected one address such as 10.41.16.10 or 2001:db8::10");
    }
    return new IpAddress(address);
  }

  /** Returns the prefix that contains only this address. */
  public IpPrefix toPrefix() {
    return new IpPrefix(address.setPrefixLength(address.getBitCount(), false));
  }

  /** Returns 4 or 6. */
  public int version() {
    return address.isIPv4() ? 4 : 6;
  }

  /** Whether another host can have it: not loopback, link-local, multicast or unspecified. */
  public boolean isOfAHost() {
    return !address.isLoopback()
        && !address.isLinkLocal()
        && !address.isMulticast()
        && !address.isAnyLocal();
  }

  /** Returns the next address; empty after the last one of the IP version. */
  public Optional<IpAddress> next() {
    return address.isMax() ? Optional.empty() : Optional.of(plus(1));
  }

  /** Returns the previous address. This one must not be the first of its IP version. */
  public IpAddress previous() {
    return plus(-1);
  }

  /** Returns the address with this offset from this one. */
  public IpAddress plus(long offset) {
    return new IpAddress(address.increment(offset));
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

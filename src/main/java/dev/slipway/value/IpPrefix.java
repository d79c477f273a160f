package dev.slipway.value;

import inet.ipaddr.IPAddress;

/** A canonical IPv4 or IPv6 prefix, for example {@code 10.41.16.0/24}: no host bits are set. */
public record IpPrefix(IPAddress block) implements Comparable<IpPrefix> {

  /** Every IPv4 address. */
  public static final IpPrefix ALL_IPV4 = parse("0.0.0.0/0");

  /** Every IPv6 address. */
  public static final IpPrefix ALL_IPV6 = parse("::/0");

  /** Reads a prefix; host bits are refused, with the prefix that was probably meant. */
  public static IpPrefix parse(String text) {
    IPAddress address = IpText.read(text);
    if (address == null || !address.isPrefixed()) {
      throw new IllegalArgumentException(
          "is no IP prefix; expected an address and a prefix length such as 10.41.16.0/24");
    }
    if (!address.isPrefixBlock()) {
      throw new IllegalArgumentException(
          "has host bits set; did you mean " + address.toPrefixBlock().toCanonicalString() + "?");
    }
    return new IpPrefix(address);
  }

  /** 4 or 6. */
  public int version() {
    return block.isIPv4() ? 4 : 6;
  }

  /** The prefix length in bits. */
  public int length() {
    return block.getNetworkPrefixLength();
  }

  /** Whether any address is in both. */
  public boolean overlaps(IpPrefix other) {
    return version() == other.version()
        && (block.contains(other.block) || other.block.contains(block));
  }

  /** Whether {@code address} is one of this prefix. */
  public boolean contains(IpAddress address) {
    return block.contains(address.address());
  }

  /** The address {@code index} places after the first, which is the network's own. */
  public IpAddress address(int index) {
    return new IpAddress(block.getLower().withoutPrefixLength().increment(index));
  }

  @Override
  public int compareTo(IpPrefix other) {
    return block.compareTo(other.block);
  }

  @Override
  public String toString() {
    return block.toCanonicalString();
  }
}

package dev.slipway.value;

import inet.ipaddr.IPAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A canonical IPv4 or IPv6 prefix, for example {@code 10.41.16.0/24}: no host bits are set. */
public record IpPrefix(IPAddress block) implements Comparable<IpPrefix> {

  /** Every IPv4 address. */
  public static final IpPrefix ALL_IPV4 = parse("0.0.0.0/0");

  /** Every IPv6 address. */
  public static final IpPrefix ALL_IPV6 = parse("::/0");

  /** Every address of that IP version. */
  public static IpPrefix all(int version) {
    return version == 4 ? ALL_IPV4 : ALL_IPV6;
  }

  /** Reads a prefix; host bits are refused, with the prefix that was probably meant. */
  public static IpPrefix parse(String text) {
    IPAddress address = StrictIpParser.parse(text);
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

  /**
   * Reads an address or a prefix as a cloud writes it: an address alone is a prefix of one, and
   * host bits mean nothing.
   */
  public static IpPrefix parseLenient(String text) {
    IPAddress address = StrictIpParser.parse(text);
    if (address == null) {
      throw new IllegalArgumentException("is no IP address and no prefix: " + text);
    }
    return address.isPrefixed()
        ? new IpPrefix(address.toPrefixBlock())
        : new IpAddress(address).toPrefix();
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

  /** Whether every address of {@code other} is one of this prefix. */
  public boolean contains(IpPrefix other) {
    return version() == other.version() && block.contains(other.block);
  }

  /** The address {@code index} places after the first, which is the network's own. */
  public IpAddress address(int index) {
    return new IpAddress(block.getLower().withoutPrefixLength().increment(index));
  }

  /** The lowest address. */
  public IpAddress first() {
    return new IpAddress(block.getLower().withoutPrefixLength());
  }

  /** The highest address. */
  public IpAddress last() {
    return new IpAddress(block.getUpper().withoutPrefixLength());
  }

  /** The fewest prefixes that hold exactly the addresses of the given ones, in their order. */
  public static List<IpPrefix> merge(Collection<IpPrefix> prefixes) {
    return prefixes.isEmpty()
        ? List.of()
        : Arrays.stream(mergeBlocks(prefixes.stream().map(IpPrefix::block).toList()))
            .map(IpPrefix::new)
            .toList();
  }

  private static IPAddress[] mergeBlocks(List<IPAddress> blocks) {
    return blocks.get(0).mergeToPrefixBlocks(blocks.toArray(IPAddress[]::new));
  }

  /** The fewest prefixes that hold exactly the addresses from {@code first} to {@code last}. */
  public static List<IpPrefix> span(IpAddress first, IpAddress last) {
    return Arrays.stream(first.address().spanWithPrefixBlocks(last.address()))
        .map(IpPrefix::new)
        .toList();
  }

  /** The place of {@code address}, counted from the first. */
  public long indexOf(IpAddress address) {
    return block.getLower().enumerate(address.address()).longValueExact();
  }

  /** The fewest prefixes that hold exactly the addresses from one place to another. */
  public List<IpPrefix> range(long first, long last) {
    IPAddress lower = block.getLower().withoutPrefixLength();
    return Arrays.stream(lower.increment(first).spanWithPrefixBlocks(lower.increment(last)))
        .map(IpPrefix::new)
        .toList();
  }

  /** How many addresses there are. */
  public long size() {
    return block.getCount().longValueExact();
  }

  /** How far the first address of {@code later} is from the first of this one. */
  public long offsetTo(IpPrefix later) {
    return block.getLower().enumerate(later.block.getLower()).longValueExact();
  }

  /** The prefix of that length that begins {@code count} addresses after this one. */
  public IpPrefix atOffset(long count, int length) {
    IPAddress first = block.getLower().withoutPrefixLength().increment(count);
    return new IpPrefix(first.setPrefixLength(length, false).toPrefixBlock());
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

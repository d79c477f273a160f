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

  /** Returns the prefix with every address of an IP version. */
  public static IpPrefix all(int version) {
    return version == 4 ? ALL_IPV4 : ALL_IPV6;
  }

  /** Reads a prefix. Host bits are an error, whose message has the prefix without them. */
  public static IpPrefix parse(String text) {
    IPAddress address = StrictIpParser.parse(text);
    if (address == null || !address.isPrefixed()) {
      throw new IllegalArgumentException(
          "is not a valid IP prefix; expected an address and a prefix length such as"
              + " 10.41.16.0/24");
    }
    if (!address.isPrefixBlock()) {
      throw new IllegalArgumentException(
          "has host bits set; did you mean " + address.toPrefixBlock().toCanonicalString() + "?");
    }
    return new IpPrefix(address);
  }

  /**
   * Reads an address or a prefix from a cloud's API: an address alone is a prefix with one address,
   * and host bits are ignored.
   */
  public static IpPrefix parseLenient(String text) {
    IPAddress address = StrictIpParser.parse(text);
    if (address == null) {
      throw new IllegalArgumentException("is not a valid IP address or prefix: " + text);
    }
    return address.isPrefixed()
        ? new IpPrefix(address.toPrefixBlock())
        : new IpAddress(address).toPrefix();
  }

  /** Returns 4 or 6. */
  public int version() {
    return block.isIPv4() ? 4 : 6;
  }

  /** Returns the prefix length in bits. */
  public int length() {
    return block.getNetworkPrefixLength();
  }

  /** Whether the prefixes have an address in common. */
  public boolean overlaps(IpPrefix other) {
    return version() == other.version()
        && (block.contains(other.block) || other.block.contains(block));
  }

  /** Whether the address is in this prefix. */
  public boolean contains(IpAddress address) {
    return block.contains(address.address());
  }

  /** Whether every address of the other prefix is in this one. */
  public boolean contains(IpPrefix other) {
    return version() == other.version() && block.contains(other.block);
  }

  /** Returns the address with this offset from the first one. */
  public IpAddress address(int offset) {
    return new IpAddress(block.getLower().withoutPrefixLength().increment(offset));
  }

  /** Returns the lowest address. */
  public IpAddress first() {
    return new IpAddress(block.getLower().withoutPrefixLength());
  }

  /** Returns the highest address. */
  public IpAddress last() {
    return new IpAddress(block.getUpper().withoutPrefixLength());
  }

  /** Returns the fewest prefixes that contain exactly the addresses of these ones, sorted. */
  public static List<IpPrefix> merge(Collection<IpPrefix> prefixes) {
    return prefixes.isEmpty()
        ? List.of()
        : Arrays.stream(mergeBlocks(prefixes.stream().map(IpPrefix::block).toList()))
            .map(IpPrefix::new)
            .toList();
  }

  /** Returns the smallest prefix that contains both. */
  public IpPrefix cover(IpPrefix other) {
    return new IpPrefix(block.coverWithPrefixBlock(other.block));
  }

  private static IPAddress[] mergeBlocks(List<IPAddress> blocks) {
    return blocks.get(0).mergeToPrefixBlocks(blocks.toArray(IPAddress[]::new));
  }

  /** Returns the fewest prefixes that contain exactly the addresses from first to last. */
  public static List<IpPrefix> span(IpAddress first, IpAddress last) {
    return Arrays.stream(first.address().spanWithPrefixBlocks(last.address()))
        .map(IpPrefix::new)
        .toList();
  }

  /** Returns the offset of an address from the first one. */
  public long indexOf(IpAddress address) {
    return block.getLower().enumerate(address.address()).longValueExact();
  }

  /** Returns the fewest prefixes that contain exactly the addresses with these offsets. */
  public List<IpPrefix> range(long first, long last) {
    IPAddress lower = block.getLower().withoutPrefixLength();
    return Arrays.stream(lower.increment(first).spanWithPrefixBlocks(lower.increment(last)))
        .map(IpPrefix::new)
        .toList();
  }

  /** Returns the number of addresses. */
  public long size() {
    return block.getCount().longValueExact();
  }

  /** Returns the offset of the first address of {@code later} from the first of this prefix. */
  public long offsetTo(IpPrefix later) {
    return block.getLower().enumerate(later.block.getLower()).longValueExact();
  }

  /** Returns the prefix of a length at an offset from the first address. */
  public IpPrefix atOffset(long offset, int length) {
    IPAddress first = block.getLower().withoutPrefixLength().increment(offset);
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

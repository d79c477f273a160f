package dev.slipway.config;

/** The kind of network that servers are connected to. */
public enum NetworkKind {
  /** The stack creates network, subnet, router and floating IP. */
  PROJECT(24),
  /** An existing network; a range of its IPv4 subnet is reserved for the stack. */
  SHARED(26);

  private final int maxPrefixLength;

  NetworkKind(int maxPrefixLength) {
    this.maxPrefixLength = maxPrefixLength;
  }

  /**
   * Returns the prefix length of the smallest {@code network.cidr} that AddressLayout fits into.
   */
  int maxPrefixLength() {
    return maxPrefixLength;
  }
}

package dev.slipway.config;

/** How servers come by a network. */
public enum NetworkKind {
  /** Network, subnet, router and floating IP belong to the stack. */
  PROJECT(24),
  /** One of the cloud's that is there already; a slice of its IPv4 subnet is kept for the stack. */
  SHARED(26);

  private final int maxPrefixLength;

  NetworkKind(int longestPrefix) {
    this.maxPrefixLength = longestPrefix;
  }

  /** Of {@code network.cidr}, in bits: the places that AddressPlan counts must fit. */
  int maxPrefixLength() {
    return maxPrefixLength;
  }
}

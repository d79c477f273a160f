package dev.slipway.config;

/** How servers come by a network. */
public enum NetworkKind {
  /** Network, subnet, router and floating IP belong to the stack. */
  TENANT(24),
  /** One of the cloud's that is there already; a slice of its IPv4 subnet is kept for the stack. */
  SHARED(26);

  private final int longestPrefix;

  NetworkKind(int longestPrefix) {
    this.longestPrefix = longestPrefix;
  }

  /** Of {@code network.prefix}, in bits: the places that AddressPlan counts must fit. */
  int longestPrefix() {
    return longestPrefix;
  }
}

package dev.slipway.config;

/** The encryption of packets between pods of different nodes. */
public enum PodEncryption {
  /** Cilium encrypts them with WireGuard, with keys of its own for each node. */
  WIREGUARD,
  NONE
}

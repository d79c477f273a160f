package dev.slipway.plan.network;

import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;

/**
 * Which address of a prefix is whose, so that rules and certificates can be written before a server
 * exists. Places are counted from the prefix's first address.
 */
public record AddressPlan(IpPrefix prefix) {
  private static final int GATEWAY = 1;

  /** The tenth is the usual place of the endpoint, which the stack file names. */
  private static final int FIRST_CONTROL_PLANE = 11;

  private static final int FIRST_WORKER = 32;

  /** Places kept for one pool, so that a pool can grow without moving the next. */
  public static final int POOL_SIZE = 32;

  /** The router. */
  public IpAddress gateway() {
    return prefix.address(GATEWAY);
  }

  /** {@code index} counts from 0. */
  public IpAddress controlPlane(int index) {
    return prefix.address(FIRST_CONTROL_PLANE + index);
  }

  /** {@code pool} and {@code index} count from 0; pools are in the order of their names. */
  public IpAddress worker(int pool, int index) {
    return prefix.address(FIRST_WORKER + pool * POOL_SIZE + index);
  }
}

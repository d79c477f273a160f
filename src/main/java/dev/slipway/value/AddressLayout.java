package dev.slipway.value;

import java.util.List;

/**
 * The fixed assignment of addresses in a cluster's CIDR: rules and certificates can name an address
 * before the server exists. The constants are offsets from the first address.
 */
public record AddressLayout(IpPrefix cidr) {
  private static final int GATEWAY = 1;
  private static final int FIRST_LOAD_BALANCER = 2;
  private static final int FIRST_CONTROL_PLANE = 11;
  private static final int FIRST_WORKER = 32;

  /** Addresses reserved for the load balancers of a pair. */
  public static final int LOAD_BALANCERS = 2;

  /** Addresses reserved for control-plane nodes; etcd has no more members than this. */
  public static final int LARGEST_CONTROL_PLANE = 5;

  /** Addresses reserved for each worker pool: a pool grows without moving the next one. */
  public static final int POOL_SIZE = 32;

  /** Returns the router's address. */
  public IpAddress gateway() {
    return cidr.address(GATEWAY);
  }

  /** Returns the address of one load balancer of a pair; {@code index} starts at 0. */
  public IpAddress loadBalancer(int index) {
    return cidr.address(FIRST_LOAD_BALANCER + index);
  }

  /** Returns the address of a control-plane node; {@code index} starts at 0. */
  public IpAddress controlPlane(int index) {
    return cidr.address(FIRST_CONTROL_PLANE + index);
  }

  /**
   * Returns the address of a worker.
   *
   * @param slot slot of the worker pool, from 0 to {@link #maxWorkerPools} - 1
   * @param index index of the worker in the pool, from 0
   */
  public IpAddress worker(int slot, int index) {
    return cidr.address(FIRST_WORKER + slot * POOL_SIZE + index);
  }

  /** Returns all addresses reserved for the load balancers of a pair. */
  public List<IpPrefix> loadBalancers() {
    return cidr.range(FIRST_LOAD_BALANCER, FIRST_LOAD_BALANCER + LOAD_BALANCERS - 1);
  }

  /** Returns all addresses reserved for control-plane nodes. */
  public List<IpPrefix> controlPlanes() {
    return cidr.range(FIRST_CONTROL_PLANE, FIRST_CONTROL_PLANE + LARGEST_CONTROL_PLANE - 1);
  }

  /** Returns all addresses reserved for workers. */
  public List<IpPrefix> workers() {
    return cidr.range(FIRST_WORKER, cidr.size() - 1);
  }

  /** Returns the allocation pool for ports that Octavia creates: amphorae, health monitor. */
  public IpPrefix octaviaAllocationPool() {
    int first = FIRST_CONTROL_PLANE + LARGEST_CONTROL_PLANE;
    return cidr.range(first, FIRST_WORKER - 1).get(0);
  }

  /** Returns the largest number of worker pools that fits into the CIDR. */
  public long maxWorkerPools() {
    return (cidr.size() - FIRST_WORKER) / POOL_SIZE;
  }

  /** Whether the address is reserved for nothing, so that the endpoint can have it. */
  public boolean isFreeForEndpoint(IpAddress address) {
    long offset = cidr.indexOf(address);
    boolean controlPlane =
        offset >= FIRST_CONTROL_PLANE && offset < FIRST_CONTROL_PLANE + LARGEST_CONTROL_PLANE;
    return offset >= FIRST_LOAD_BALANCER + LOAD_BALANCERS && offset < FIRST_WORKER && !controlPlane;
  }

  /** Returns the addresses that Octavia's endpoint can have, as text for messages. */
  public String freeRangeOutsidePool() {
    return "%s to %s"
        .formatted(
            cidr.address(FIRST_LOAD_BALANCER + LOAD_BALANCERS),
            cidr.address(FIRST_CONTROL_PLANE - 1));
  }

  /** Returns the addresses that the endpoint can have, as text for messages. */
  public String freeRange() {
    return "%s and %s to %s"
        .formatted(
            freeRangeOutsidePool(),
            cidr.address(FIRST_CONTROL_PLANE + LARGEST_CONTROL_PLANE),
            cidr.address(FIRST_WORKER - 1));
  }
}

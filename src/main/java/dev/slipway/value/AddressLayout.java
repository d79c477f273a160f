package dev.slipway.value;

import java.util.List;

/**
 * Which address of a prefix is whose, so that rules and certificates can be written before a server
 * exists. Places are counted from the prefix's first address.
 */
public record AddressLayout(IpPrefix cidr) {
  private static final int GATEWAY = 1;
  private static final int FIRST_LOAD_BALANCER = 2;
  private static final int LOAD_BALANCERS = 2;
  private static final int FIRST_CONTROL_PLANE = 11;
  private static final int LARGEST_CONTROL_PLANE = 5;
  private static final int FIRST_WORKER = 32;

  /** Places kept for one pool, so that a pool can grow without moving the next. */
  public static final int POOL_SIZE = 32;

  /** The router. */
  public IpAddress gateway() {
    return cidr.address(GATEWAY);
  }

  /** Of a pair, whose common address is the endpoint's. {@code index} counts from 0. */
  public IpAddress loadBalancer(int index) {
    return cidr.address(FIRST_LOAD_BALANCER + index);
  }

  /** {@code index} counts from 0. */
  public IpAddress controlPlane(int index) {
    return cidr.address(FIRST_CONTROL_PLANE + index);
  }

  /** {@code pool} and {@code index} count from 0; pools are in the order of their names. */
  public IpAddress worker(int pool, int index) {
    return cidr.address(FIRST_WORKER + pool * POOL_SIZE + index);
  }

  /** All addresses that load balancers of a pair may have. */
  public List<IpPrefix> loadBalancers() {
    return cidr.range(FIRST_LOAD_BALANCER, FIRST_LOAD_BALANCER + LOAD_BALANCERS - 1);
  }

  /** All addresses that control planes may have, however many there are. */
  public List<IpPrefix> controlPlanes() {
    return cidr.range(FIRST_CONTROL_PLANE, FIRST_CONTROL_PLANE + LARGEST_CONTROL_PLANE - 1);
  }

  /** All addresses that workers may have, however many there are. */
  public List<IpPrefix> workers() {
    return cidr.range(FIRST_WORKER, cidr.size() - 1);
  }

  /** For what Octavia makes in the network: amphorae, and whence it asks whether servers live. */
  public IpPrefix octaviaAllocationPool() {
    int first = FIRST_CONTROL_PLANE + LARGEST_CONTROL_PLANE;
    return cidr.range(first, FIRST_WORKER - 1).get(0);
  }

  /** How many worker pools there is room for. */
  public long maxWorkerPools() {
    return (cidr.size() - FIRST_WORKER) / POOL_SIZE;
  }

  /** Whether the address is nobody's: good for the endpoint, which the stack file names. */
  public boolean isFreeForEndpoint(IpAddress address) {
    long place = cidr.indexOf(address);
    boolean controlPlane =
        place >= FIRST_CONTROL_PLANE && place < FIRST_CONTROL_PLANE + LARGEST_CONTROL_PLANE;
    return place >= FIRST_LOAD_BALANCER + LOAD_BALANCERS && place < FIRST_WORKER && !controlPlane;
  }

  /** The addresses that are free for Octavia's endpoint, for messages. */
  public String freeRangeOutsidePool() {
    return cidr.address(FIRST_LOAD_BALANCER + LOAD_BALANCERS)
        + " to "
        + cidr.address(FIRST_CONTROL_PLANE - 1);
  }

  /** The addresses that are free for the endpoint, for messages. */
  public String freeRange() {
    return freeRangeOutsidePool()
        + " and "
        + cidr.address(FIRST_CONTROL_PLANE + LARGEST_CONTROL_PLANE)
        + " to "
        + cidr.address(FIRST_WORKER - 1);
  }
}

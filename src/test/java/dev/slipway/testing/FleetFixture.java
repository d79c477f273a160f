package dev.slipway.testing;

import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plans of the stack files that tests use unchanged; each fleet is planned once. */
public final class FleetFixture {
  /** The shipped stack files. */
  public static final Path SHIPPED = Path.of("stacks");

  /** A fleet with each kind of network and endpoint that no shipped stack has. */
  public static final Path NETWORK_KINDS = Path.of("src/test/resources/network-kinds");

  /** A fleet in which every optional key is set. */
  public static final Path ALL_KEYS = Path.of("src/test/resources/all-keys");

  /** Stack files with an example of every problem. */
  public static final Path INVALID = Path.of("src/test/resources/invalid");

  /** The id of the shipped files' Talos image. */
  public static final String TALOS_ID = "777b7d69-06b6-46f0-b2c2-d0c0455cf93e";

  /** The Talos image of the shipped files. */
  public static final String TALOS = "talos-1.13.9@" + TALOS_ID;

  /** The id of the shipped files' image for load balancers. */
  public static final String DEBIAN_ID = "91fd2f8f-93e4-4fb2-8f5e-a687bca81362";

  /** The load balancers' image of the shipped files. */
  public static final String DEBIAN = "debian-12@" + DEBIAN_ID;

  /** An id of no image. */
  public static final String UNKNOWN_ID = "11111111-2222-4333-8444-555555555555";

  private static final Map<Path, FleetPlan> PLANS = new ConcurrentHashMap<>();

  private FleetFixture() {}

  /** Returns the plan of the shipped fleet. */
  public static FleetPlan fleet() {
    return planned(SHIPPED);
  }

  /** Returns the plan of the fleet that has every kind of network and endpoint. */
  public static FleetPlan networkKinds() {
    return planned(NETWORK_KINDS);
  }

  /** Returns the plan of the fleet in which every optional key is set. */
  public static FleetPlan allKeys() {
    return planned(ALL_KEYS);
  }

  /** Returns the plan of one cluster of the shipped fleet. */
  public static ClusterPlan cluster(String stack) {
    return fleet().clusterOrThrow(DnsLabel.parse(stack));
  }

  /**
   * Returns the shipped fleet with one component of a cluster changed. No stack file is read, so
   * the plan may be one that the rules for stack files forbid.
   */
  public static FleetPlan withCluster(String stack, String component, Object value) {
    ClusterPlan original = cluster(stack);
    ClusterPlan changed = RecordCopy.with(original, component, value);
    return new FleetPlan(
        fleet().clusters().stream().map(one -> one.equals(original) ? changed : one).toList());
  }

  private static FleetPlan planned(Path folder) {
    return PLANS.computeIfAbsent(folder, stacks -> Planner.plan(Fleet.load(stacks)));
  }
}

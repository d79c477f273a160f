package dev.slipway.plan.model;

import dev.slipway.value.NodeLabel;
import dev.slipway.value.Taint;
import java.util.List;
import java.util.Optional;

/**
 * What the servers of one pool have in common.
 *
 * @param name {@code control-plane}, {@code load-balancer} or the worker pool's
 * @param flavor by name
 * @param image by name
 * @param bootVolume where the flavor has no local disk
 */
public record PoolPlan(
    String name,
    String flavor,
    String image,
    Optional<BootVolume> bootVolume,
    List<NodeLabel> labels,
    List<Taint> taints) {

  /** Copies the lists. */
  public PoolPlan {
    labels = List.copyOf(labels);
    taints = List.copyOf(taints);
  }

  /**
   * A volume that lives as long as its server.
   *
   * @param size in GiB
   * @param type Cinder's; else the cloud's default
   */
  public record BootVolume(int size, Optional<String> type) {}
}

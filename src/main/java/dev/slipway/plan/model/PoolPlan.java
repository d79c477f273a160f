package dev.slipway.plan.model;

import dev.slipway.value.GlanceImage;
import dev.slipway.value.NodeLabel;
import dev.slipway.value.Taint;
import java.util.List;
import java.util.Optional;

/**
 * A pool of equal servers.
 *
 * @param name {@code control-plane}, {@code load-balancer} or the name of the worker pool
 * @param flavor name of the flavor
 * @param image in Glance
 * @param bootVolume for a flavor without a local disk
 */
public record PoolPlan(
    String name,
    String flavor,
    GlanceImage image,
    Optional<BootVolume> bootVolume,
    List<NodeLabel> labels,
    List<Taint> taints) {

  /** Copies the lists. */
  public PoolPlan {
    labels = List.copyOf(labels);
    taints = List.copyOf(taints);
  }

  /**
   * A volume that is deleted together with its server.
   *
   * @param size in GiB
   * @param type volume type of Cinder; empty: the cloud's default
   */
  public record BootVolume(int size, Optional<String> type) {}
}

package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.GlanceImage;
import dev.slipway.value.NodeLabel;
import dev.slipway.value.Taint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pool of equal worker nodes.
 *
 * @param count number of nodes, from 0 to 32
 * @param flavor name of the Nova flavor
 * @param image the Talos image in Glance, {@code NAME} or {@code NAME@ID}; production requires the
 *     id. Default: {@code image} of the stack
 * @param bootVolume volume to boot from. Default: the flavor's local disk
 * @param labels labels of the nodes, in addition to {@code slipway.dev/pool}. Default: none
 * @param taints taints of the nodes. Default: none
 * @param antiAffinity {@code true} puts every node of the pool on a hypervisor of its own. Default:
 *     {@code false}
 * @param slot permanent position of the pool's addresses in {@code network.cidr}: 0 for the first
 *     32 addresses of workers, 1 for the next 32. No two pools of a stack may have the same; a
 *     change would give running servers new addresses. {@code slipway slots --write} sets it
 */
public record NodePoolConfig(
    Integer count,
    CloudName flavor,
    @Nullable GlanceImage image,
    @Nullable BootVolumeConfig bootVolume,
    @AnyEnvironment(reason = "for workloads of this cluster") @Nullable List<NodeLabel> labels,
    @AnyEnvironment(reason = "for workloads of this cluster") @Nullable List<Taint> taints,
    @Nullable Boolean antiAffinity,
    Integer slot) {

  /** Copies the lists. */
  public NodePoolConfig {
    labels = ReadOnly.list(labels);
    taints = ReadOnly.list(taints);
  }
}

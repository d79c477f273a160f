package dev.slipway.plan.cluster;

import dev.slipway.document.Json;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** User data of servers, as Nova receives it: base64, and gzip for a machine config. */
public final class UserData {
  /** Largest number of base64 characters. Source: schema of Nova's request to create a server. */
  public static final int LIMIT = 65_535;

  /** Largest compressed size of what talosctl adds: mostly keys and certificates. */
  private static final int TALOSCTL_OVERHEAD = 10_000;

  /** Certificates that are longer than those of {@code load-balancer-ca.sh}. */
  private static final ConfigurationChannel.Certificates LARGEST =
      new ConfigurationChannel.Certificates("x".repeat(2_000), "x".repeat(3_000));

  private UserData() {}

  /** Returns a problem for each server whose user data is too large for Nova. */
  public static List<String> sizeProblems(ClusterPlan cluster, List<InlineManifest> manifests) {
    List<String> problems = new ArrayList<>();
    for (ServerPlan node : cluster.nodes()) {
      int size = size(cluster, node, manifests);
      check(
          problems,
          node,
          size,
          "remove labels, taints, mirrors, patches or parts of cilium/values");
    }
    for (ServerPlan node : cluster.endpoint().servers()) {
      String text = Json.cloudConfig(LoadBalancerCloudConfig.of(cluster, node, LARGEST));
      int size = base64Length(text.getBytes(StandardCharsets.UTF_8).length);
      check(problems, node, size, "use a shorter stack name");
    }
    return problems;
  }

  /** Returns an upper bound for the base64 characters of the user data of a node. */
  public static int size(ClusterPlan cluster, ServerPlan node, List<InlineManifest> manifests) {
    String patches = Json.stream(MachineConfigPatches.patches(cluster, node));
    String inline = Json.stream(MachineConfigPatches.manifests(cluster, node, manifests));
    return base64Length(gzipSize(patches + inline) + TALOSCTL_OVERHEAD);
  }

  private static void check(List<String> problems, ServerPlan node, int size, String fix) {
    if (size > LIMIT) {
      problems.add(
          "the user data of %s would have %d characters; Nova allows %d: %s"
              .formatted(node.name(), size, LIMIT, fix));
    }
  }

  private static int base64Length(int bytes) {
    return (bytes + 2) / 3 * 4;
  }

  private static int gzipSize(String text) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return compressed.size();
  }
}

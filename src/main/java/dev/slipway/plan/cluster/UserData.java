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

/** What a server reads at its first boot, as Nova gets it: in base64; a machine config in gzip. */
public final class UserData {
  /** Characters of base64. Source: schema of Nova's request to create a server. */
  public static final int LIMIT = 65_535;

  /** What talosctl adds to our patches, packed: most of it keys and certificates, with room. */
  private static final int TALOSCTL_OVERHEAD = 10_000;

  private UserData() {}

  /** What is wrong with servers whose user data Nova would refuse, before it is asked. */
  public static List<String> sizeProblems(ClusterPlan cluster, List<InlineManifest> manifests) {
    List<String> problems = new ArrayList<>();
    for (ServerPlan node : cluster.nodes()) {
      int size = size(cluster, node, manifests);
      check(problems, node, size, "leave out labels, taints or mirrors, or parts of cilium/values");
    }
    for (ServerPlan node : cluster.endpoint().servers()) {
      String text = Json.cloudConfig(HaproxyConfig.cloudConfig(cluster, node));
      int size = base64Length(text.getBytes(StandardCharsets.UTF_8).length);
      check(problems, node, size, "take fewer or shorter control plane names");
    }
    return problems;
  }

  /** Never less than what it will be. */
  public static int size(ClusterPlan cluster, ServerPlan node, List<InlineManifest> manifests) {
    String patches = Json.stream(MachineConfigPatches.patches(cluster, node));
    String inline = Json.stream(MachineConfigPatches.manifests(cluster, node, manifests));
    return base64Length(gzipSize(patches + inline) + TALOSCTL_OVERHEAD);
  }

  private static void check(List<String> problems, ServerPlan node, int size, String cure) {
    if (size > LIMIT) {
      problems.add(
          "the user data of "
              + node.name()
              + " would have "
              + size
              + " characters; Nova takes "
              + LIMIT
              + ": "
              + cure);
    }
  }

  private static int base64Length(int bytes) {
    return (bytes + 2) / 3 * 4;
  }

  private static int gzipSize(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return packed.size();
  }
}

package dev.slipway.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.plan.cluster.CiliumManifest;
import dev.slipway.plan.model.CiliumPlan;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * State of a running cluster, as a control-plane node reports it. A value is empty if it cannot be
 * read.
 *
 * @param talos version of Talos, without v
 * @param kubernetes version of Kubernetes in the machine config, without v
 * @param podCidr CIDR of pods
 * @param serviceCidr CIDR of Services
 * @param ciliumSha256 digest of Cilium's manifest in the machine config, without settings of the
 *     cluster
 * @param ciliumEncryption as {@code cilium.encryption} has it
 * @param diskEncryption as {@code DiskEncryptionPlan} writes it
 * @param etcdMembers names of etcd's members; etcd lists them only while it has a majority
 * @param unread what could not be read of which node, and why
 */
public record LiveCluster(
    Optional<String> talos,
    Optional<String> kubernetes,
    Optional<String> podCidr,
    Optional<String> serviceCidr,
    Optional<String> ciliumSha256,
    Optional<String> ciliumEncryption,
    Optional<String> diskEncryption,
    List<String> etcdMembers,
    List<String> unread) {
  private static final Pattern TAG = Pattern.compile("Server:.*?Tag:\\s+v(\\S+)", Pattern.DOTALL);
  private static final Pattern KUBELET = Pattern.compile("image: \\S*/kubelet:v([^\\s@\"']+)");
  private static final int HOSTNAME_COLUMN = 2;

  /** Copies the lists. */
  public LiveCluster {
    etcdMembers = List.copyOf(etcdMembers);
    unread = List.copyOf(unread);
  }

  /** Reads the output of {@code live-cluster.sh}. */
  static LiveCluster parse(String output) {
    String config = part(output, "config");
    List<JsonNode> documents = documents(config);
    return new LiveCluster(
        first(TAG, part(output, "version")),
        first(KUBELET, config),
        subnet(documents, "podSubnets"),
        subnet(documents, "serviceSubnets"),
        cilium(documents).map(LiveCluster::digest),
        cilium(documents).map(one -> CiliumPlan.encryption(one.usesWireGuard())),
        LiveDiskEncryption.of(documents),
        members(part(output, "members")),
        part(output, "unread").lines().toList());
  }

  private static String part(String output, String name) {
    return output
        .lines()
        .dropWhile(line -> !line.equals("=== " + name))
        .skip(1)
        .takeWhile(line -> !line.startsWith("=== "))
        .reduce("", (text, line) -> text + line + "\n");
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static List<JsonNode> documents(String config) {
    List<JsonNode> documents = new ArrayList<>();
    try {
      YAMLMapper yaml = new YAMLMapper();
      yaml.readerFor(JsonNode.class)
          .<JsonNode>readValues(yaml.getFactory().createParser(config))
          .forEachRemaining(documents::add);
      return documents;
    } catch (IOException | RuntimeException unreadable) {
      return List.of();
    }
  }

  private static Optional<String> subnet(List<JsonNode> documents, String key) {
    return documents.stream()
        .map(document -> document.findValue(key))
        .filter(value -> value != null && value.path(0).isTextual())
        .map(value -> value.path(0).asText())
        .findFirst();
  }

  private static String digest(CiliumManifest cilium) {
    return Sha256.of(cilium.withoutSettings().text()).hex();
  }

  /** Talos 1.14 has a document for each manifest; before, they are in one list. */
  private static Optional<CiliumManifest> cilium(List<JsonNode> documents) {
    for (JsonNode document : documents) {
      if (document.path("kind").asText().equals("KubeInlineManifestConfig")
          && document.path("name").asText().equals("cilium")) {
        return Optional.of(new CiliumManifest(document.path("manifest").asText()));
      }
      for (JsonNode manifest : document.at("/cluster/inlineManifests")) {
        if (manifest.path("name").asText().equals("cilium")) {
          return Optional.of(new CiliumManifest(manifest.path("contents").asText()));
        }
      }
    }
    return Optional.empty();
  }

  /** Reads talosctl's table: node, id, hostname, and further columns. */
  private static List<String> members(String table) {
    return table
        .lines()
        .skip(1)
        .map(line -> line.trim().split("\\s+"))
        .filter(columns -> columns.length > HOSTNAME_COLUMN)
        .map(columns -> columns[HOSTNAME_COLUMN])
        .toList();
  }
}

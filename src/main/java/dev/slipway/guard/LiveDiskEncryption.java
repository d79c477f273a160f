package dev.slipway.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The encryption of disks in a machine config that a node runs. */
final class LiveDiskEncryption {
  private LiveDiskEncryption() {}

  /**
   * Returns the encryption as {@code DiskEncryptionPlan} writes it; empty if the documents are not
   * a machine config.
   */
  static Optional<String> of(List<JsonNode> documents) {
    if (documents.stream().noneMatch(document -> document.has("machine"))) {
      return Optional.empty();
    }
    return documents.stream()
        .filter(document -> document.path("kind").asText().equals("VolumeConfig"))
        .filter(document -> document.path("name").asText().equals("STATE"))
        .map(document -> document.at("/encryption/keys/0"))
        .filter(JsonNode::isObject)
        .map(LiveDiskEncryption::text)
        .findFirst()
        .or(() -> Optional.of("none"));
  }

  private static String text(JsonNode key) {
    if (key.has("kms")) {
      return "kms at " + key.at("/kms/endpoint").asText();
    }
    return key.has("tpm") ? "tpm" : "a key that is neither of tpm nor of kms";
  }
}

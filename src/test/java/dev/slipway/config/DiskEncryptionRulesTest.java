package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.StackFiles;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskEncryptionRulesTest {
  private static final String STACK = "staging";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  /** Each is a kind of key in Talos. */
  @ParameterizedTest
  @ValueSource(strings = {"nodeId", "nodeID", "nodeid", "node-id"})
  void refusesKeyOfTheNodesId(String kind) {
    disks("{ kind: %s }".formatted(kind))
        .assertRefused(
            "staging.yaml:25: diskEncryption.kind: \"%s\" is not allowed: Talos derives the key from the UUID of the server, which everyone in the OpenStack project can read, so it does not protect a copy of the disk; expected tpm or kms"
                .formatted(kind));
  }

  @Test
  void refusesPassphrase() {
    disks("{ kind: static }")
        .assertRefused(
            "staging.yaml:25: diskEncryption.kind: \"static\" is not allowed: the passphrase is in"
                + " the user data and, in plain text, on the disk (partition META), so it does not"
                + " protect a copy of the disk; expected tpm or kms");
  }

  @Test
  void refusesUnknownKind() {
    disks("{ kind: tpm2 }")
        .assertRefused(
            "staging.yaml:25: diskEncryption.kind: \"tpm2\" is not a valid value; expected one of"
                + " tpm, kms, none; did you mean \"tpm\"?");
  }

  @Test
  void refusesKmsWithoutUrl() {
    disks("{ kind: kms }")
        .assertRefused(
            "staging.yaml:25: diskEncryption.endpoint: is missing; diskEncryption.kind kms requires"
                + " it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpm", "none"})
  void refusesUrlWithoutKms(String kind) {
    disks("{ kind: %s, endpoint: https://kms.example.net }".formatted(kind))
        .assertRefused(
            "staging.yaml:25: diskEncryption.endpoint: is only allowed with diskEncryption.kind"
                + " kms, and this file has "
                + kind
                + "; remove the key or change the kind");
  }

  /** Talos would connect without TLS. */
  @Test
  void refusesUrlWithoutTls() {
    disks("{ kind: kms, endpoint: \"grpc://kms.example.net:4050\" }")
        .assertRefused(
            "staging.yaml:25: diskEncryption.endpoint: \"grpc://kms.example.net:4050\" is not a"
                + " valid https URL; expected the form https://HOST or https://HOST/PATH, without"
                + " user, query, percent sign or pattern");
  }

  @Test
  void refusesUrlWithPath() {
    disks("{ kind: kms, endpoint: https://kms.example.net/disks }")
        .assertRefused(
            "staging.yaml:25: diskEncryption.endpoint: \"https://kms.example.net/disks\" has a"
                + " path, and Talos only uses host and port; expected the form https://HOST:PORT");
  }

  @Test
  void refusesUrlAtPortOfACluster() {
    disks("{ kind: kms, endpoint: https://kms.example.net:6443 }")
        .assertRefused(
            "staging.yaml:25: diskEncryption.endpoint: \"https://kms.example.net:6443\" has the"
                + " port of Kubernetes API (tcp 6443): security groups would allow it to the whole"
                + " Internet, other environments included; use another port, or list the servers in"
                + " network.httpsPrefixes");
  }

  /** One file accepts it, one has it: only the third is warned of. */
  @Test
  void warnsOfProductionWithoutIt() {
    assertEquals(
        List.of("production-osl2.yaml", "production-sto2.yaml", "production.yaml"), warned());
    files.with("production", "\naccess:", "\ndiskEncryption: { kind: none }\naccess:");
    files.with("production-osl2", "\naccess:", "\ndiskEncryption: { kind: tpm }\naccess:");
    assertEquals(List.of("production-sto2.yaml"), warned());
  }

  private StackFiles disks(String value) {
    return files.with(STACK, "\naccess:", "\ndiskEncryption: %s\naccess:".formatted(value));
  }

  private List<String> warned() {
    return files.fleet().warnings().stream()
        .filter(one -> one.path().equals("diskEncryption"))
        .map(Problem::file)
        .map(file -> file.getFileName().toString())
        .sorted()
        .toList();
  }
}

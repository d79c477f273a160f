package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings without which pulumi would write a salt or key. */
class SecretsKeyGuardTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("Pulumi.staging.yaml");
  }

  private Optional<String> problem(String backend) {
    Map<String, String> environment = Map.of("PULUMI_BACKEND_URL", backend);
    return SecretsKeyGuard.problem(new PulumiSettings(folder, "staging", environment));
  }

  private void assertProblem(String problem, String settings) throws IOException {
    Files.writeString(file, settings);
    String fix =
        ", and pulumi would write another one; commit the file as pulumi stack init wrote it";
    assertEquals(Optional.of("%s %s%s".formatted(file, problem, fix)), problem("s3://a"));
  }

  private void assertComplete(String settings) throws IOException {
    Files.writeString(file, settings);
    assertEquals(Optional.empty(), problem("s3://a"));
  }

  @Test
  void passphraseNeedsItsSalt() throws IOException {
    assertProblem("has no encryptionsalt", "config: {}\n");
    assertProblem("has no encryptionsalt", "secretsprovider: passphrase\nencryptedkey: abc\n");
    assertComplete("encryptionsalt: v1:abc\n");
    assertComplete("secretsprovider: passphrase\nencryptionsalt: v1:abc\n");
    Files.delete(file);
    assertTrue(problem("s3://a").orElseThrow().startsWith(file + " does not exist, and "));
  }

  @Test
  void keyManagementServiceNeedsTheEncryptedKey() throws IOException {
    assertProblem("has no encryptedkey", "secretsprovider: hashivault://a\nencryptionsalt: v1:a\n");
    assertComplete("secretsprovider: hashivault://a\nencryptedkey: abc\n");
  }

  @Test
  void pulumiCloudNeedsNoneOfItsOwn() throws IOException {
    assertEquals(Optional.empty(), problem("https://api.pulumi.com"));
    Files.writeString(file, "secretsprovider: hashivault://a\n");
    assertTrue(problem("https://api.pulumi.com").isPresent());
  }

  @Test
  void unreadableSettingsAreAProblem() throws IOException {
    Files.writeString(file, "a: [\n");
    assertTrue(problem("s3://a").orElseThrow().startsWith(file + " cannot be read: "));
  }
}

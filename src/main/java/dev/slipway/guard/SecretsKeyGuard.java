package dev.slipway.guard;

import dev.slipway.value.SecretsProvider;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Requires the salt or key of a stack's secrets in its settings. Without it {@code pulumi preview}
 * writes another one into the file.
 */
public final class SecretsKeyGuard {
  private SecretsKeyGuard() {}

  /** Returns what the settings lack, with the fix. */
  public static Optional<String> problem(PulumiSettings settings) {
    try {
      return missingKey(settings);
    } catch (IllegalStateException unreadable) {
      return Optional.of(String.valueOf(unreadable.getMessage()));
    }
  }

  private static Optional<String> missingKey(PulumiSettings settings) {
    Optional<PulumiSettings.Setting> provider =
        settings
            .secretsProvider()
            .filter(named -> !named.value().equals(SecretsProvider.PASSPHRASE));
    String key = provider.isPresent() ? "encryptedkey" : "encryptionsalt";
    if (settings.ofStack(key).isPresent() || (provider.isEmpty() && isPulumiCloud(settings))) {
      return Optional.empty();
    }
    String problem = Files.exists(settings.stackFile()) ? "has no " + key : "does not exist";
    return Optional.of(
        "%s %s, and pulumi would write another one; commit the file as pulumi stack init wrote it"
            .formatted(settings.stackFile(), problem));
  }

  /** Pulumi Cloud encrypts secrets without a key in the settings. */
  private static boolean isPulumiCloud(PulumiSettings settings) {
    return settings.backend().filter(url -> url.value().startsWith("https://")).isPresent();
  }
}

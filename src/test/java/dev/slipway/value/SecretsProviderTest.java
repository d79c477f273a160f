package dev.slipway.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsProviderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "passphrase",
        "hashivault://staging-pulumi",
        "awskms://1234abcd-12ab-34cd-56ef-1234567890ab?region=eu-north-1",
        "gcpkms://projects/p/locations/l/keyRings/r/cryptoKeys/k",
        "azurekeyvault://staging.vault.azure.net/keys/pulumi",
      })
  void readsWhatPulumiReads(String text) {
    assertEquals(text, SecretsProvider.parse(text).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "default", "vault://a", "hashivault://", "hashivault://a'; id", "Passphrase"})
  void refusesOtherForms(String text) {
    assertThrows(IllegalArgumentException.class, () -> SecretsProvider.parse(text));
  }
}

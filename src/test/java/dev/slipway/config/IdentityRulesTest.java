package dev.slipway.config;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityRulesTest {
  @TempDir private Path folder;

  @Test
  void refusesIssuerWithClosingSlash() {
    StackFiles.shipped(folder)
        .with(
            "staging-sto2",
            "issuer: https://login.example.net",
            "issuer: https://login.example.net/")
        .assertRefused(
            "staging-sto2.yaml:27: identity.issuer: \"https://login.example.net/\" ends with a"
                + " slash, and the issuer in Zitadel's tokens does not, so every token would be"
                + " rejected; write https://login.example.net");
  }

  /** The organization is quoted in an expression of the API server. */
  @Test
  void refusesOrganizationThatIsNotANumber() {
    StackFiles.shipped(folder)
        .with("staging-sto2", "\"301000000000000001\"", "example")
        .assertRefused(
            "staging-sto2.yaml:29: identity.organization: \"example\" is not an id of a Zitadel"
                + " organization; expected digits in quotes, such as \"301000000000000001\"");
  }
}

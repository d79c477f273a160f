package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.StackFiles;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.zitadel.OtherIdentities;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            "staging-sto2.yaml:28: identity.issuer: \"https://login.example.net/\" ends with a"
                + " slash, and the issuer in Zitadel's tokens does not, so every token would be"
                + " rejected; write https://login.example.net");
  }

  /** The ids are quoted in expressions of the API server. */
  @Test
  void refusesIdThatIsNotANumber() {
    StackFiles.shipped(folder)
        .with("staging-sto2", "\"301000000000000001\"", "\"o'brien\"")
        .with("staging-osl2", "\"301000000000000002\"", "kubernetes-staging")
        .with("staging", "[\"301000000000000003\"]", "[\"1' || 'a\"]")
        .assertRefused(
            "staging-osl2.yaml:29: identity.audience: \"kubernetes-staging\" is not an id of"
                + " Zitadel; expected digits in quotes, such as \"301000000000000001\"",
            "staging-sto2.yaml:30: identity.organization: \"o'brien\" is not an id of Zitadel;"
                + " expected digits in quotes, such as \"301000000000000001\"",
            "staging.yaml:31: identity.clients[0]: \"1' || 'a\" is not a client id of Zitadel;"
                + " expected digits in quotes, such as \"301000000000000003\", or with the"
                + " project's name, such as \"301000000000000003@fleet\"");
  }

  @Test
  void readsClientIdOfOlderZitadel() {
    StackFiles.shipped(folder)
        .with("staging-sto2", "[\"301000000000000003\"]", "[\"301000000000000003@fleet\"]")
        .fleet();
  }

  /** Its users are not those that the environment's administrators see in Zitadel. */
  @Test
  void warnsOfAClusterWithOtherUsersThanItsEnvironment() {
    StackFiles files =
        StackFiles.shipped(folder)
            .with("staging-sto2", "https://login.example.net", "https://login2.example.net")
            .with("staging-osl2", "\"301000000000000001\"", "\"301000000000000009\"");
    String consequence =
        ": this cluster accepts other users than the environment's other clusters, and slipway"
            + " identity check does not see them";
    Path ops = folder.resolve("staging.yaml");
    assertEquals(
        List.of(
            "identity.organization: 301000000000000009 differs from 301000000000000001 in %s%s"
                .formatted(ops, consequence),
            "identity.issuer: https://login2.example.net differs from https://login.example.net in"
                + " %s%s".formatted(ops, consequence)),
        files.fleet().warnings().stream()
            .filter(one -> one.path().startsWith("identity"))
            .map(one -> one.path() + ": " + one.message())
            .toList());
    assertEquals(
        List.of(
            "stack staging-osl2: identity.organization is 301000000000000009, and that of staging"
                + " is 301000000000000001: this command did not look at the former",
            "stack staging-sto2: identity.issuer is https://login2.example.net, and that of staging"
                + " is https://login.example.net: this command did not look at the former"),
        OtherIdentities.of(
            files.plan().clusterOrThrow(DnsLabel.parse("staging")), files.plan().clusters()));
  }

  @Test
  void refusesFileWithoutClients() {
    StackFiles.shipped(folder)
        .with("staging-sto2", "  clients: [\"301000000000000003\"]\n", "")
        .assertRefused(
            "staging-sto2.yaml:27: identity.clients: is missing; it lists the client ids of the"
                + " applications in Zitadel that people sign in with; tokens of another application"
                + " are refused; docs/access.md");
  }

  @Test
  void refusesClientThatIsListedTwice() {
    StackFiles.shipped(folder)
        .with(
            "staging-sto2",
            "\"301000000000000003\"",
            "\"301000000000000003\", \"301000000000000003\"")
        .assertRefused("staging-sto2.yaml:31: identity.clients[1]: is listed twice; remove one");
  }

  @Test
  void onlyTheOpsStackManagesZitadel() {
    StackFiles.shipped(folder)
        .with(
            "staging-sto2",
            "  clients: [\"301000000000000003\"]\n",
            "  clients: [\"301000000000000003\"]\n  zitadel: { application: \"1\" }\n")
        .assertRefused(
            "staging-sto2.yaml:32: identity.zitadel: is only allowed with kind OpsCluster, because"
                + " the Ops stack manages the objects of its environment; remove it");
  }

  /** The provider connects to a host. */
  @Test
  void managedZitadelHasNoPath() {
    StackFiles files = new StackFiles(folder).withFilesOf(Path.of("src/test/resources/all-keys"));
    files.with("staging", "https://login.example.net", "https://login.example.net/id");
    String message = assertThrows(InvalidFleetException.class, files::fleet).toString();
    assertTrue(
        message.endsWith(
            "identity.issuer: \"https://login.example.net/id\" has a path, and Zitadel serves at a"
                + " host name only; remove the path"),
        message);
  }

  @Test
  void grantsHaveRolesOfTheCatalogue() {
    StackFiles files = new StackFiles(folder).withFilesOf(Path.of("src/test/resources/all-keys"));
    files.with("staging", "administrator: [", "root: [");
    String message = assertThrows(InvalidFleetException.class, files::plan).toString();
    assertTrue(
        message.endsWith(
            "identity.zitadel.grants.root: is not a role; allowed: administrator,"
                + " auditor, developer, operator"),
        message);
  }

  @ParameterizedTest
  @CsvSource({
    "audience, 29, 2, tokens that were issued there would be accepted here; create a Zitadel"
        + " project for each environment",
    "organization, 30, 1, a role that was granted there would be valid here; create a Zitadel"
        + " organization for each environment",
    "clients, 31, 3, tokens that were issued there would be accepted here; create an application in"
        + " the Zitadel project of each environment",
  })
  void refusesIdOfAnotherEnvironment(String key, int line, String last, String consequence) {
    String own = "30100000000000000" + last;
    String foreign = "30200000000000000" + last;
    StackFiles.shipped(folder)
        .with("staging-osl2", own, foreign)
        .assertRefused(
            "staging-osl2.yaml:%d: identity.%s: \"%s\" is also in identity.%s of DIR/production.yaml, which belongs to environment production: %s"
                .formatted(line, key, foreign, key, consequence));
  }
}

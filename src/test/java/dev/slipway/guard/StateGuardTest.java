package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.DnsLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateGuardTest {
  private static final String OWN = "s3://staging-state?region=eu-north-1";
  private static final String NETWORK = "network:\n";

  @TempDir private Path folder;
  private FleetPlan fleet = FleetFixture.fleet();
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void declareState() {
    environment.put("HOME", folder.toString());
    fleet = with("hashivault://staging-pulumi");
  }

  @Test
  void acceptsTheEnvironmentsBackendAndProvider() throws IOException {
    environment.put("PULUMI_BACKEND_URL", OWN);
    settings("secretsprovider: hashivault://staging-pulumi\nencryptedkey: abc\n");
    assertEquals(List.of(), problems());
  }

  /** The order in which Pulumi's CLI reads them. */
  @Test
  void variableWinsOverProjectFileAndLogin() throws IOException {
    settings("secretsprovider: hashivault://staging-pulumi\n");
    write(".pulumi/credentials.json", "{\"current\": \"%s\"}".formatted(OWN));
    assertEquals(List.of(), problems());
    write("Pulumi.yaml", "name: slipway\nbackend:\n  url: gs://other\n");
    assertEquals(
        List.of(
            "the state backend is gs://other (%s: backend.url), and state.backend in stacks/staging.yaml is %s; set PULUMI_BACKEND_URL to that"
                .formatted(folder.resolve("Pulumi.yaml"), OWN)),
        problems());
    environment.put("PULUMI_BACKEND_URL", OWN);
    assertEquals(List.of(), problems());
  }

  @Test
  void credentialsFolderCanBeAnother() throws IOException {
    settings("secretsprovider: hashivault://staging-pulumi\n");
    write(".pulumi/credentials.json", "{\"current\": \"gs://other\"}");
    write("home/credentials.json", "{\"current\": \"%s\"}".formatted(OWN));
    environment.put("PULUMI_HOME", folder.resolve("home").toString());
    assertEquals(List.of(), problems());
    environment.put("PULUMI_CREDENTIALS_PATH", folder.resolve(".pulumi").toString());
    assertEquals(1, problems().size());
  }

  @Test
  void stackWithoutProviderUsesAPassphrase() throws IOException {
    environment.put("PULUMI_BACKEND_URL", OWN);
    settings("encryptionsalt: v1:abc\n");
    assertEquals(
        List.of(
            "the secrets provider is passphrase (%s names none), and state.secretsProvider in stacks/staging.yaml is hashivault://staging-pulumi; run: pulumi stack change-secrets-provider --stack staging-osl2 'hashivault://staging-pulumi'"
                .formatted(folder.resolve("Pulumi.staging-osl2.yaml"))),
        problems());
    fleet = with("passphrase");
    assertEquals(List.of(), problems());
  }

  @Test
  void defaultProvidersStayDisabled() throws IOException {
    fleet = FleetFixture.fleet();
    settings("config:\n  pulumi:disable-default-providers: [\"*\"]\n");
    assertEquals(List.of(), problems());
    settings("config:\n  pulumi:disable-default-providers: [kubernetes]\n");
    assertEquals(
        List.of(
            "%s: config.pulumi:disable-default-providers is [kubernetes], and Pulumi.yaml disables every default provider; remove the key"
                .formatted(folder.resolve("Pulumi.staging-osl2.yaml"))),
        problems());
  }

  /** Without a state in the stack file neither is compared. */
  @Test
  void comparesNothingWithoutAState() {
    fleet = FleetFixture.fleet();
    environment.put("PULUMI_BACKEND_URL", "gs://other");
    assertEquals(List.of(), problems());
  }

  @Test
  void passwordOfTheRepositoryIsEncrypted() throws IOException {
    environment.put("PULUMI_BACKEND_URL", OWN);
    String provider = "secretsprovider: hashivault://staging-pulumi\n";
    settings(provider + "config:\n  slipway:gitPassword:\n    secure: v1:abc\n");
    assertEquals(List.of(), problems());
    settings(provider + "config:\n  slipway:gitPassword: hunter2\n");
    assertEquals(
        List.of(
            "%s: config.slipway:gitPassword is not encrypted; replace the secret, because the file had it, and set the new one: pulumi config set --secret slipway:gitPassword --stack staging-osl2"
                .formatted(folder.resolve("Pulumi.staging-osl2.yaml"))),
        problems());
  }

  /** Pulumi reads a setting also from Pulumi.yaml, from --config-file and in an older form. */
  @Test
  void passwordOfTheRepositoryIsEncryptedWhereverItIs() {
    fleet = FleetFixture.fleet();
    environment.put("PULUMI_CONFIG", "{\"slipway:gitPassword\": \"hunter2\"}");
    environment.put("PULUMI_CONFIG_SECRET_KEYS", "[\"slipway:gitPassword\"]");
    assertEquals(List.of(), problems());
    environment.put("PULUMI_CONFIG_SECRET_KEYS", "[\"slipway:other\"]");
    String problem = problems().toString();
    assertTrue(problem.contains("the setting slipway:gitPassword is not encrypted"), problem);
    assertFalse(problem.contains("hunter2"), problem);
    environment.put("PULUMI_CONFIG", "{}");
    assertEquals(List.of(), problems());
  }

  /** Pulumi's credentials.json has access tokens, and a stack's settings can have a password. */
  @Test
  void anUnreadableFileIsNotQuoted() throws IOException {
    write(".pulumi/credentials.json", "{\"accessTokens\": {\"a\": \"hunter2\" \"b\"}}");
    String credentials = problems().toString();
    assertTrue(credentials.contains("credentials.json cannot be read: line 1"), credentials);
    assertFalse(credentials.contains("hunter2"), credentials);
    settings("config:\n  slipway:gitPassword: hunter2\n : b\n\t- c\n");
    String own = problems().toString();
    assertTrue(own.contains("cannot be read: line "), own);
    assertFalse(own.contains("hunter2"), own);
  }

  private List<String> problems() {
    return StateGuard.problems(
        fleet, fleet.clusterOrThrow(DnsLabel.parse("staging-osl2")), folder, environment);
  }

  private FleetPlan with(String provider) {
    String state = "state: { backend: \"%s\", secretsProvider: \"%s\" }\n".formatted(OWN, provider);
    return StackFiles.shipped(folder.resolve("stacks"))
        .with("staging", NETWORK, state + NETWORK)
        .plan();
  }

  private void settings(String text) throws IOException {
    write("Pulumi.staging-osl2.yaml", text);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

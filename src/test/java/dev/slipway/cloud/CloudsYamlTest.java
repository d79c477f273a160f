package dev.slipway.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries of clouds.yaml: the same meaning as for the OpenStack provider, or a refusal. */
class CloudsYamlTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every form with the provider's result in provider.json, which record/main.go writes. */
  private static final Path FORMS = Path.of("src/test/resources/clouds-yaml");

  private static final String ENTRY =
      """
      clouds:
        c:
          auth:
            auth_url: https://keystone.example.net/v3
            application_credential_id: "1"
            application_credential_secret: hidden
      """;

  @TempDir private Path folder;

  static List<Path> forms() throws IOException {
    try (Stream<Path> all = Files.list(FORMS)) {
      return all.filter(form -> Files.isDirectory(form.resolve("work"))).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsWhatTheProviderReads(Path form) throws IOException {
    Path region = form.resolve("region");
    CloudsYamlEntry entry =
        CloudsYamlEntry.find(
            "c",
            Files.exists(region) ? Optional.of(Files.readString(region).strip()) : Optional.empty(),
            form.resolve("work"),
            Map.of("HOME", form.resolve("home").toString()));
    Map<String, Object> read =
        Map.of(
            "auth_url", entry.authUrl(),
            "credential", entry.credential().body(),
            "region", entry.region().orElse(""),
            "interface", entry.endpointInterface(),
            "cacert", entry.caCertificates().orElse(""));
    assertEquals(
        JSON.readTree(form.resolve("provider.json").toFile()), JSON.valueToTree(read), form + "");
    assertFalse(entry.toString().contains("hidden"), entry.toString());
    assertFalse(entry.credential().toString().contains("hidden"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          verify: false           | 7 | verify switches off the check of certificates; remove it, and set cacert to a private CA
          verify: "no"            | 7 | verify switches off the check of certificates; remove it, and set cacert to a private CA
          insecure: true          | 7 | insecure is not allowed; remove it, and set cacert to a private CA
          cert: me.pem            | 7 | cert is not supported: Slipway sends no client certificate
          key: me.key             | 7 | key is not supported: Slipway sends no client certificate
          auth_type: password     | 7 | auth_type is not supported; expected v3applicationcredential
          identity_api_version: 2 | 7 | identity_api_version is not supported; expected 3
          interface: secret       | 7 | interface is not valid; expected public, internal or admin
          profile: vendor         | 7 | profile is vendor, which clouds-public.yaml does not contain; add public-clouds.vendor there, or write its values here
          compute_endpoint_override: https://other.example | 7 | compute_endpoint_override is not applied by the OpenStack provider; remove it
          network_region_name: sto2 | 7 | network_region_name is not applied by the OpenStack provider; remove it
            password: other       | 7 | auth.password wins over the application credential; remove it
            token: other          | 7 | auth.token wins over the application credential; remove it
          """)
  void refusesKeyThatItDoesNotApply(String line, int number, String message) throws IOException {
    String indent = line.startsWith("password") || line.startsWith("token") ? "      " : "    ";
    Path file = write("clouds.yaml", ENTRY + indent + line + "\n");
    assertFailure("%s:%d: clouds.c.%s".formatted(file, number, message), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://keystone.example.net  | is not a URL of https
          keystone.example.net:5000   | is not a URL of https
          https://key stone           | is not a valid URL
          http://keystone.example.net | is http, which sends the secret as text; use https
          https://keystone.example.net/v2.0/ | is Keystone's API version 2; expected version 3
          """)
  void refusesUrl(String url, String problem) throws IOException {
    Path file =
        write("clouds.yaml", ENTRY.replace("https://keystone.example.net/v3", '"' + url + '"'));
    assertFailure("%s:4: clouds.c.auth.auth_url %s".formatted(file, problem), Optional.empty());
  }

  @Test
  void namesTheFileThatAValueIsFrom() throws IOException {
    write("clouds.yaml", ENTRY);
    Path secure = write("secure.yaml", "clouds:\n  c: {verify: false}\n");
    assertFailure(
        secure
            + ":2: clouds.c.verify switches off the check of certificates; remove it, and set"
            + " cacert to a private CA",
        Optional.empty());
  }

  @Test
  void refusesOtherRegionThanTheStackFiles() throws IOException {
    Path file = write("clouds.yaml", ENTRY + "    region_name: sto2\n");
    assertFailure(
        file
            + ":7: clouds.c.region_name is sto2, and the stack file's project.region is osl2;"
            + " correct the wrong one",
        Optional.of("osl2"));
  }

  @Test
  void reportsMissingFileEntryAndField() throws IOException {
    assertFailure(
        "no clouds.yaml; set OS_CLIENT_CONFIG_FILE, or create one of %1$s/clouds.yaml, %1$s/.config/openstack/clouds.yaml, /etc/openstack/clouds.yaml"
            .formatted(folder),
        Optional.empty());
    Path file = write("clouds.yaml", "clouds: {d: {}}");
    assertFailure(file + ": no entry clouds.c; add it", Optional.empty());
    write("clouds.yaml", "clouds:\n  c: {auth: {auth_url: https://keystone.example}}");
    assertFailure(
        file
            + ":2: clouds.c.auth.application_credential_id is missing; create an application"
            + " credential in the stack's project: openstack application credential create",
        Optional.empty());
    write("clouds.yaml", "clouds:\n  c: text");
    assertFailure(file + ":2: clouds.c is not a mapping", Optional.empty());
    write("clouds.yaml", ENTRY + "    cacert: no.pem\n");
    assertFailure(
        "%s:7: clouds.c.cacert names %s, which cannot be read"
            .formatted(file, folder.resolve("no.pem")),
        Optional.empty());
  }

  /** Collections of CA certificates have the names of their owners as comments. */
  @Test
  void commentsOfCaCertificatesNeedNotBeAscii() throws IOException {
    write("ca.pem", "# Z\u00fcrich\n-----BEGIN CERTIFICATE-----\n");
    write("clouds.yaml", ENTRY + "    cacert: ca.pem\n");
    CloudsYamlEntry entry =
        CloudsYamlEntry.find("c", Optional.empty(), folder, Map.of("HOME", folder.toString()));
    assertTrue(entry.caCertificates().orElseThrow().endsWith("\n-----BEGIN CERTIFICATE-----\n"));
  }

  @Test
  void reportsTextThatIsNotYamlWithoutItsContent() throws IOException {
    Path file = write("clouds.yaml", "clouds:\n  c: [hidden");
    assertFailure(file + ":2: is not valid YAML", Optional.empty());
    write("clouds.yaml", "clouds: {c: {auth: {}}, c: {}}");
    assertFailure(file + ":1: duplicate key", Optional.empty());
    write("clouds.yaml", "clouds: &a {c: *a}");
    assertFailure(file + ":1: is nested too deeply", Optional.empty());
  }

  @Test
  void readsTheUsersFilesWhereTheFolderHasNone() throws IOException {
    Path user = Files.createDirectories(folder.resolve(".config/openstack"));
    Path file = Files.writeString(user.resolve("clouds.yaml"), ENTRY);
    Files.writeString(user.resolve("secure.yml"), "clouds: {c: {region_name: osl2}}");
    Path work = Files.createDirectory(folder.resolve("work"));
    Map<String, String> environment = Map.of("HOME", folder.toString());
    CloudsYamlEntry entry = CloudsYamlEntry.find("c", Optional.empty(), work, environment);
    assertEquals(Optional.of("osl2"), entry.region());
    Files.writeString(work.resolve("clouds.yml"), "clouds: {}");
    assertEquals(entry, CloudsYamlEntry.find("c", Optional.empty(), work, environment));
    Files.delete(file);
    assertThrows(
        CloudException.class, () -> CloudsYamlEntry.find("c", Optional.empty(), work, environment));
  }

  @Test
  void refusesNamedFileThatDoesNotExist() throws IOException {
    write("clouds.yaml", ENTRY);
    CloudException failure =
        assertThrows(
            CloudException.class,
            () ->
                CloudsYamlEntry.find(
                    "c", Optional.empty(), folder, Map.of("OS_CLIENT_CONFIG_FILE", "other.yaml")));
    assertEquals(
        folder.resolve("other.yaml")
            + " is not a file; correct or unset OS_CLIENT_CONFIG_FILE, which names it",
        failure.getMessage());
  }

  @Test
  void refusesVariablesThatReplaceValues() throws IOException {
    write("clouds.yaml", ENTRY);
    Map<String, String> environment =
        Map.of("OS_USERNAME", "deployer", "OS_PASSWORD", "hidden", "OS_REGION_NAME", "");
    assertEquals(
        "environment: OS_PASSWORD, OS_USERNAME would win over clouds.yaml; unset OS_PASSWORD"
            + " OS_USERNAME; only OS_CLIENT_CONFIG_FILE may be set",
        assertThrows(
                CloudException.class,
                () -> CloudsYamlEntry.find("c", Optional.empty(), folder, environment))
            .getMessage());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void assertFailure(String message, Optional<String> region) {
    CloudException failure =
        assertThrows(
            CloudException.class,
            () -> CloudsYamlEntry.find("c", region, folder, Map.of("HOME", folder.toString())));
    assertEquals(message, failure.getMessage());
  }
}

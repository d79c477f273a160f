package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of another type or shape than the key has, each reported at its own key and line. */
class StackReaderTest {
  private static final String STACK = "staging-sto2";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  @Test
  void reportsUnknownKeysWhateverTheirValuesAndPositions() {
    files.with(STACK, "access:\n", "access:\n  a: [[b], c]\n  d: { e: [f] }\n");
    files.with(STACK, "/28]\n", "/28]\n  g: [h]\n  i: { j: k }\n  l: m\n");
    String message = ": unknown key; expected one of adminPrefixes";
    files.assertRefused(
        "staging-sto2.yaml:26: access.a" + message,
        "staging-sto2.yaml:27: access.d" + message,
        "staging-sto2.yaml:29: access.g" + message,
        "staging-sto2.yaml:30: access.i" + message,
        "staging-sto2.yaml:31: access.l" + message);
  }

  @Test
  void reportsUnknownKeysOfTheDocumentItself() {
    files.with(STACK, "environment: staging\n", "environment: staging\nregions: [a]\n");
    files.assertRefused(
        "staging-sto2.yaml:4: regions: unknown key; expected one of kind, environment, datacenter,"
            + " cloud, project, state, onlyEnvironment, network, endpoint, kubernetes, talos,"
            + " image, cilium, controlPlane, workers, diskEncryption, registryMirrors, access,"
            + " identity, audit, gitops");
  }

  @Test
  void printsNoPasswordOfAnInvalidUrl() {
    String url = "https://robot:s3cret@mirror.example.net/v2?token=s3cret";
    files.with(
        STACK, "access:\n", "registryMirrors: { docker.io: \"%s\" }\naccess:\n".formatted(url));
    files.assertRefused(
        "staging-sto2.yaml:25: registryMirrors.docker.io: \"https://***@mirror.example.net/v2?***\""
            + " is not a valid https URL; expected the form https://HOST or https://HOST/PATH,"
            + " without user, query, percent sign or pattern");
  }

  @Test
  void refusesNumbersAndBooleansAsNames() {
    files.with(STACK, "image: " + FleetFixture.DEBIAN, "image: 12");
    files.with(STACK, "image: " + FleetFixture.TALOS, "image: true");
    files.assertRefused(
        "staging-sto2.yaml:18: endpoint.image: YAML reads 12 as a number; quote it if it is a name",
        "staging-sto2.yaml:21: image: YAML reads true as a boolean; quote it if it is a name");
  }

  @Test
  void refusesListsMappingsAndSingleValuesInEachOthersPosition() {
    files.with(STACK, "talos: 1.13.9", "talos: [1.13.9]");
    files.with(STACK, "[198.51.100.0/28]", "{ jump: 198.51.100.0/28 }");
    files.with(STACK, "{ count: 3, flavor: l2.c4r8.100 }", "[3]");
    files.assertRefused(
        "staging-sto2.yaml:20: talos: expected a single value, not a list or a mapping",
        "staging-sto2.yaml:22: controlPlane: expected a mapping with the keys count, flavor,"
            + " bootVolume",
        "staging-sto2.yaml:26: access.adminPrefixes: expected a list, for example [a, b]");
  }

  @Test
  void refusesEmptyValuesListsAndMappings() {
    files.with(STACK, "[198.51.100.0/28]", "[]");
    files.with(STACK, "{ count: 2, flavor: l2.c4r8.100, slot: 0 }", "~");
    files.with(STACK, "talos: 1.13.9", "talos: ~");
    files.assertRefused(
        "staging-sto2.yaml:20: talos: is missing; this key is required",
        "staging-sto2.yaml:24: workers.general: is empty; expected a value",
        "staging-sto2.yaml:26: access.adminPrefixes: is empty; expected at least one entry");
  }

  /** One problem for each item, and none about the list. */
  @Test
  void refusesInvalidAndEmptyItemsOfLists() {
    files.with(STACK, "[198.51.100.0/28]", "[198.51.100.5/28, ~]");
    files.with(STACK, "slot: 0 }", "slot: 0, labels: [~] }");
    files.assertRefused(
        "staging-sto2.yaml:24: workers.general.labels[0]: is empty; expected a value",
        "staging-sto2.yaml:26: access.adminPrefixes[0]: \"198.51.100.5/28\" has host bits set; did"
            + " you mean 198.51.100.0/28?",
        "staging-sto2.yaml:26: access.adminPrefixes[1]: is empty; expected a value");
  }

  @Test
  void readsNtpServersByNameAndByAddress() {
    files.with(
        STACK,
        "cidr: 10.41.32.0/24",
        "cidr: 10.41.32.0/24\n  ntpServers: [192.0.2.1, a.example.net]");
    assertEquals(
        "[192.0.2.1, a.example.net]", files.cluster(STACK).network().ntpServers().toString());
  }

  @Test
  void refusesInvalidNtpServers() {
    files.with(
        STACK,
        "cidr: 10.41.32.0/24",
        "cidr: 10.41.32.0/24\n  ntpServers: ['2001:db8::1', 192.0.2.0/24]");
    String rest =
        " is not a valid NTP server; expected a DNS name in lower case such as ntp.example.net, or"
            + " an IPv4 address such as 192.0.2.123";
    files.assertRefused(
        "staging-sto2.yaml:10: network.ntpServers[0]: \"2001:db8::1\"" + rest,
        "staging-sto2.yaml:10: network.ntpServers[1]: \"192.0.2.0/24\"" + rest);
  }
}

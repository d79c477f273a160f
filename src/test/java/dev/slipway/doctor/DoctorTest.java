package dev.slipway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test takes one thing away from a computer that has everything. */
class DoctorTest {
  private static final String STACK = "staging-osl2";

  @TempDir private Path home;

  private final Complete computer = new Complete();

  /** A computer that has everything. */
  private static final class Complete implements Computer {
    final Map<String, String> environment = new HashMap<>();
    final Map<String, String> outputs = new HashMap<>();
    final Set<String> programs = new HashSet<>();
    final Set<String> absent = new HashSet<>();

    @Override
    public Map<String, String> environment() {
      return environment;
    }

    @Override
    public boolean hasProgram(String name) {
      return programs.contains(name);
    }

    @Override
    public Optional<String> output(List<String> command) {
      return Optional.ofNullable(outputs.get(command.get(0)));
    }

    @Override
    public boolean isFolder(Path path) {
      return absent.stream().noneMatch(path.toString()::contains);
    }

    @Override
    public boolean isFile(Path path) {
      return absent.stream().noneMatch(path.toString()::contains);
    }
  }

  @BeforeEach
  void giveEverything() throws Exception {
    computer.environment.put("HOME", home.toString());
    computer.environment.put("PULUMI_CONFIG_PASSPHRASE_FILE", "passphrase");
    Path clouds = home.resolve("clouds.yaml");
    computer.environment.put("OS_CLIENT_CONFIG_FILE", clouds.toString());
    Files.writeString(
        clouds,
        """
        clouds:
          staging-osl2:
            auth_type: v3applicationcredential
            auth:
              auth_url: https://keystone.example.net/v3
              application_credential_id: 0123456789abcdef0123456789abcdef
              application_credential_secret: hidden
        """);
    computer.programs.addAll(
        List.of(
            "pulumi",
            "pulumi-language-java",
            "kubectl",
            "talosctl",
            "openssl",
            "java",
            "bash",
            "awk",
            "base64",
            "sha256sum",
            "timeout"));
    computer.outputs.put("pulumi", "v3.259.0\n");
    computer.outputs.put("kubectl", "Client Version: v1.36.3\nKustomize Version: v5.7.1\n");
    computer.outputs.put("talosctl", "Client:\n\tTag:         v1.13.9\n");
    computer.outputs.put("openssl", "OpenSSL 3.0.17 1 Jul 2025\n");
  }

  private List<String> lacks() {
    ClusterPlan plan = FleetFixture.cluster(STACK);
    return Doctor.stack(computer, FleetFixture.fleet(), plan).stream()
        .filter(finding -> !finding.isOk())
        .map(Finding::toString)
        .toList();
  }

  private void assertLacks(String line) {
    assertEquals(List.of("missing  " + line), lacks());
  }

  @Test
  void findsNothingOnACompleteComputer() {
    assertEquals(List.of(), lacks());
    assertTrue(Doctor.tools(computer).stream().allMatch(Finding::isOk));
  }

  @Test
  void findsAbsentProgram() {
    computer.programs.remove("talosctl");
    assertLacks(
        "talosctl: is not in PATH; scripts configure machines with it; install 1.13.9 or newer,"
            + " https://github.com/siderolabs/talos/releases");
  }

  @Test
  void findsOldTalosctl() {
    computer.outputs.put("talosctl", "Client:\n\tTag:         v1.12.6\n");
    assertLacks(
        "talosctl: 1.12.6 is not 1.13.9 or newer; install 1.13.9 or newer,"
            + " https://github.com/siderolabs/talos/releases");
  }

  @Test
  void findsKubectlOfAnotherMinorVersion() {
    computer.outputs.put("kubectl", "Client Version: v1.34.1\n");
    assertLacks(
        "kubectl: 1.34.1 is not a version within one minor version of Kubernetes 1.36.3; install a"
            + " version within one minor version of Kubernetes 1.36.3,"
            + " https://kubernetes.io/releases/download/");
  }

  @Test
  void findsOldPulumi() {
    computer.outputs.put("pulumi", "v3.100.0\n");
    assertLacks(
        "pulumi: 3.100.0 is not 3.200.0 or newer; install 3.200.0 or newer,"
            + " https://www.pulumi.com/docs/install/");
  }

  @Test
  void findsProgramThatDoesNotRun() {
    computer.outputs.remove("openssl");
    assertLacks(
        "openssl: \"openssl version\" prints no version; install 3.0.0 or newer, from the system's"
            + " packages");
  }

  @Test
  void findsAbsentToolOfScripts() {
    computer.programs.remove("timeout");
    assertLacks("timeout: is not in PATH; scripts use it; install it from the system's packages");
  }

  @Test
  void findsAbsentPlugin() {
    computer.absent.add("resource-openstack-v5.5.1");
    assertLacks(
        "Pulumi plugin openstack: 5.5.1 is not in "
            + home.resolve(".pulumi/plugins/resource-openstack-v5.5.1")
            + "; pulumi plugin install resource openstack v5.5.1");
  }

  @Test
  void findsAbsentLanguagePlugin() {
    computer.programs.remove("pulumi-language-java");
    assertLacks(
        "pulumi-language-java: is not in PATH; it starts the programs; it is beside pulumi in its"
            + " archive");
  }

  @Test
  void findsAbsentEntryOfCloudsYaml() throws Exception {
    Files.writeString(home.resolve("clouds.yaml"), "clouds: {}\n");
    assertLacks(
        "clouds.yaml entry staging-osl2: %s/clouds.yaml: no entry clouds.staging-osl2; add it; correct it"
            .formatted(home));
  }

  @Test
  void findsAbsentPassphrase() {
    computer.environment.remove("PULUMI_CONFIG_PASSPHRASE_FILE");
    assertLacks(
        "the passphrase of the state: PULUMI_CONFIG_PASSPHRASE is not set, and"
            + " PULUMI_CONFIG_PASSPHRASE_FILE names no file; set one of them, or use another"
            + " secrets provider: state.secretsProvider");
  }

  @Test
  void passphraseOfTheEnvironmentCounts() {
    computer.environment.remove("PULUMI_CONFIG_PASSPHRASE_FILE");
    computer.environment.put("PULUMI_CONFIG_PASSPHRASE_PRODUCTION", "other");
    assertEquals(1, lacks().size(), lacks()::toString);
    computer.environment.put("PULUMI_CONFIG_PASSPHRASE_STAGING", "own");
    assertEquals(List.of(), lacks());
  }

  @Test
  void findsPassphraseFileThatDoesNotExist() {
    computer.absent.add("passphrase");
    assertEquals(1, lacks().size(), lacks()::toString);
  }

  @Test
  void findsAbsentManifestOfCilium() {
    computer.absent.add("cilium-1.20.2.yaml");
    assertLacks(
        "Cilium's manifest: no file cilium/cilium-1.20.2.yaml; render it: cilium/render 1.20.2"
            + " >cilium/cilium-1.20.2.yaml; or name another file: pulumi config set"
            + " ciliumManifest");
  }

  @Test
  void findsAbsentJar() {
    computer.environment.put("SLIPWAY_JAR", "lib/slipway.jar");
    computer.absent.add("lib/slipway.jar");
    assertLacks(
        "the jar: no file lib/slipway.jar; run ./slipway build, or set SLIPWAY_JAR to the path of"
            + " the jar");
  }
}

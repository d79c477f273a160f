package dev.slipway.components.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last check before a machine takes its configuration: what a running cluster keeps. */
class SetOnceScriptTest {
  private static final String REFUSAL =
      "cp-2 (machine 2 of 5): the planned configuration has other values than the machine, and a"
          + " running cluster keeps them; nothing was applied";

  /** Output of talosctl for Talos 1.12; the manifest repeats names of keys. */
  private static final String ONE_DOCUMENT =
      """
      version: v1alpha1
      machine:
          token: key material
          kubelet:
              image: ghcr.io/siderolabs/kubelet:v1.36.3
          time:
              servers:
                  - ntp1.example.net
      cluster:
          controlPlane:
              endpoint: https://10.41.16.10:6443
          clusterName: test
          network:
              podSubnets:
                  - 10.244.0.0/16
              serviceSubnets:
                  - 10.96.0.0/12
          inlineManifests:
              - name: cilium
                contents: |
                  cluster:
                    clusterName: other
                  ---
                  podSubnets: [10.1.0.0/16]
      ---
      apiVersion: v1alpha1
      kind: HostnameConfig
      hostname: cp-2
      """;

  /** Output of talosctl for Talos 1.14. */
  private static final String MANY_DOCUMENTS =
      """
      version: v1alpha1
      machine:
          token: key material
          time:
              servers: [ntp1.example.net]
      ---
      apiVersion: v1alpha1
      kind: KubeClusterConfig
      clusterName: test
      endpoint: https://10.41.16.10:6443
      ---
      apiVersion: v1alpha1
      kind: KubeletConfig
      image: "ghcr.io/siderolabs/kubelet:v1.36.3@sha256:0123"
      ---
      apiVersion: v1alpha1
      kind: KubeNetworkConfig
      podSubnets:
          - 10.244.0.0/16
      serviceSubnets: ["10.96.0.0/12"]
      """;

  @TempDir private Path cloud;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1.36.3 | v1.35.0 | kubernetes: 1.36.3, planned: 1.35.0",
        "10.244.0.0/16 | 10.250.0.0/16 | network.podCidr: 10.244.0.0/16, planned: 10.250.0.0/16",
        "10.96.0.0/12 | 10.112.0.0/12 | network.serviceCidr: 10.96.0.0/12, planned: 10.112.0.0/12",
        "10.41.16.10 | 10.41.16.9"
            + " | endpoint.address: https://10.41.16.10:6443, planned: https://10.41.16.9:6443",
        "clusterName: test | clusterName: fleet | cluster-name: test, planned: fleet",
      })
  void refusesWhatAClusterKeeps(String from, String to, String problem) throws Exception {
    for (String config : new String[] {ONE_DOCUMENT, MANY_DOCUMENTS}) {
      ScriptRun run = running(config);
      String was = problem.replaceAll("[^ ]+: ([^,]+),.*", "$1");
      assertStops(
          run.configure("cp-2", config.replace(from, to)),
          REFUSAL,
          "  " + problem + "; set it back to " + was + "\n",
          "Set them back in the stack file.",
          "delete it (openstack server delete cp-2), and pulumi up --refresh --stack test",
          "The machines after it were not touched");
      assertEquals("", run.read("calls"));
    }
  }

  /** The version of Talos is not in a machine config. */
  @Test
  void refusesAnotherTalos() throws Exception {
    ScriptRun run = running(ONE_DOCUMENT).write("talos-10.0.0.12", "1.11.5\n");
    assertStops(
        run.configure("cp-2", ONE_DOCUMENT.replace("ntp1", "ntp2")),
        REFUSAL,
        "  talos: 1.11.5, planned: 1.13.9; set it back to 1.11.5\n");
    assertEquals("", run.read("calls"));
  }

  /** A value that the running config does not have is not taken for an equal one. */
  @Test
  void refusesWhatTheMachineDoesNotHave() throws Exception {
    ScriptRun run = running(ONE_DOCUMENT.replace("podSubnets", "otherSubnets"));
    assertStops(
        run.configure("cp-2", ONE_DOCUMENT),
        REFUSAL,
        "  network.podCidr: none, planned: 10.244.0.0/16\n");
    assertEquals("", run.read("calls"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ONE_DOCUMENT, MANY_DOCUMENTS})
  void otherChangesAreApplied(String config) throws Exception {
    ScriptRun run = running(config);
    ScriptRun.Result result = run.configure("cp-2", config.replace("ntp1", "ntp2"));
    assertEquals(0, result.code(), result.messages());
    assertEquals("apply no-reboot 10.0.0.12\n", run.read("calls"));
  }

  /** The documents of Talos 1.14 have the same values as the one before. */
  @Test
  void comparesAcrossTheDocumentsOfTalos() throws Exception {
    ScriptRun run = running(ONE_DOCUMENT);
    ScriptRun.Result result = run.configure("cp-2", MANY_DOCUMENTS);
    assertEquals(0, result.code(), result.messages());
  }

  @Test
  void machineThatCannotBeReadIsNotChanged() throws Exception {
    ScriptRun run = running(ONE_DOCUMENT).write("unreadable-10.0.0.12", "");
    assertStops(
        run.configure("cp-2", ONE_DOCUMENT.replace("ntp1", "ntp2")),
        "its machine config cannot be read, so it is not assessed",
        "connection reset",
        "Make the Talos API at 10.0.0.12 reachable.");
    assertEquals("", run.read("calls"));
  }

  private ScriptRun running(String config) {
    return new ScriptRun(cloud, 3).write("running-10.0.0.12", config);
  }

  private static void assertStops(ScriptRun.Result result, String... messages) {
    assertEquals(1, result.code(), result.messages());
    for (String message : messages) {
      assertTrue(result.messages().contains(message), () -> message + " in " + result.messages());
    }
  }
}

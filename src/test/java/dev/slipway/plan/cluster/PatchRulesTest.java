package dev.slipway.plan.cluster;

import static dev.slipway.plan.cluster.PatchFixture.document;
import static dev.slipway.plan.cluster.PatchFixture.json;
import static dev.slipway.plan.cluster.PatchFixture.own;
import static dev.slipway.plan.cluster.PatchFixture.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchRulesTest {
  private static final String OTHER =
      ": is not a setting that a patch may have; with Talos 1.13.9: machine.sysctls,"
          + " machine.kernel.modules, machine.nodeLabels, machine.kubelet.extraConfig,"
          + " machine.logging.destinations";
  private static final String OWN =
      ": is set by Slipway, and a patch only adds; remove it, or use a key of the stack file";

  private final ClusterPlan cluster = FleetFixture.cluster("staging-osl2");
  private final ServerPlan controlPlane = cluster.controlPlane().get(0);
  private final ServerPlan worker = cluster.workers().get(0);

  @TempDir private Path folder;

  /** A worker has fewer values of Slipway, so that the list alone refuses these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "machine files | [] | machine.files []",
        "machine pods | [] | machine.pods []",
        "machine ca crt | eA== | machine.ca.crt \"eA==\"",
        "machine token | x | machine.token \"x\"",
        "machine udev rules | [] | machine.udev.rules []",
        "machine install extraKernelArgs | [] | machine.install.extraKernelArgs []",
        "machine network interfaces | [] | machine.network.interfaces []",
        "machine features rbac | false | machine.features.rbac \"false\"",
        "machine registries config | x | machine.registries.config \"x\"",
        "machine kubelet extraMounts | [] | machine.kubelet.extraMounts []",
        "machine kubelet extraArgs read-only-port | 10255 |"
            + " machine.kubelet.extraArgs.read-only-port \"10255\"",
        "machine kubelet defaultRuntimeSeccompProfileEnabled | false |"
            + " machine.kubelet.defaultRuntimeSeccompProfileEnabled \"false\"",
        "cluster apiServer extraArgs authorization-mode | AlwaysAllow |"
            + " cluster.apiServer.extraArgs.authorization-mode \"AlwaysAllow\"",
        "cluster apiServer disablePodSecurityPolicy | x |"
            + " cluster.apiServer.disablePodSecurityPolicy \"x\"",
        "cluster inlineManifests | [] | cluster.inlineManifests []",
        "cluster extraManifests | [] | cluster.extraManifests []",
        "cluster adminKubeconfig certLifetime | 87600h |"
            + " cluster.adminKubeconfig.certLifetime \"87600h\"",
        "cluster secretboxEncryptionSecret | x | cluster.secretboxEncryptionSecret \"x\"",
      })
  void refusesWhatIsNotInTheList(String keys, String value, String shown) {
    Object written = value.equals("[]") ? List.of() : value;
    assertEquals(List.of(shown + OTHER), problems(cluster, worker, document(keys, written)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "machine certSANs | machine.certSANs \"x\"",
        "machine files | machine.files \"x\"",
        "machine nodeTaints tier | machine.nodeTaints.tier \"x\"",
        "machine nodeLabels slipway.dev/pool | machine.nodeLabels.slipway.dev/pool \"x\"",
        "machine kubelet extraConfig podPidsLimit | machine.kubelet.extraConfig.podPidsLimit \"x\"",
        "machine kubelet extraArgs rotate-server-certificates |"
            + " machine.kubelet.extraArgs.rotate-server-certificates \"x\"",
        "cluster apiServer extraArgs anonymous-auth |"
            + " cluster.apiServer.extraArgs.anonymous-auth \"x\"",
        "cluster apiServer auditPolicy rules | cluster.apiServer.auditPolicy.rules \"x\"",
        "cluster discovery enabled | cluster.discovery.enabled \"x\"",
        "cluster apiServer | cluster.apiServer \"x\"",
        "machine | machine \"x\"",
      })
  void refusesWhatSlipwaySets(String keys, String shown) {
    assertEquals(List.of(shown + OWN), problems(cluster, controlPlane, document(keys, "x")));
  }

  @ParameterizedTest
  @CsvSource({
    "NetworkDefaultActionConfig, ingress",
    "NetworkRuleConfig, ingress",
    "ExtensionServiceConfig, environment",
    "TrustedRootsConfig, certificates",
    "WireguardConfig, listenPort",
    "EtcFileConfig, contents",
    "KubeAPIServerConfig, extraArgs",
    "UdevRulesConfig, rules",
    "VolumeConfig, encryption",
  })
  void refusesDocumentsOfOtherKinds(String kind, String field) {
    List<String> found =
        problems(
            cluster,
            worker,
            Map.of("apiVersion", "v1alpha1", "kind", kind, "name", "own", field, "x"));
    assertEquals(
        List.of(kind + ".name \"own\"" + OTHER),
        found.stream().filter(one -> one.startsWith(kind + ".name ")).toList());
    assertTrue(found.stream().anyMatch(one -> one.startsWith(kind + "." + field + " \"x\": is ")));
  }

  @Test
  void refusesKindOfTheFirewallWithoutItsVersion() {
    assertEquals(
        List.of(
            "NetworkDefaultActionConfig.apiVersion \"\": is not known; expected \"v1alpha1\"",
            "NetworkDefaultActionConfig.ingress \"accept\"" + OWN),
        problems(
            cluster, worker, Map.of("kind", "NetworkDefaultActionConfig", "ingress", "accept")));
  }

  @Test
  void refusesInstructionToDelete() {
    assertEquals(
        List.of(
            "machine.sysctls.$patch \"delete\": is an instruction to delete or replace; a patch"
                + " only adds"),
        problems(cluster, worker, document("machine sysctls $patch", "delete")));
  }

  @Test
  void refusesEmptyDocument() {
    assertEquals(
        List.of("the document \"\": is empty; return an empty list for nothing"),
        problems(cluster, worker, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"machine\":{\"sysctls\":{\"kernel.kptr_restrict\":\"0\"}}}"
            + " | machine.sysctls.kernel.kptr_restrict \"0\"",
        "{\"machine\":{\"sysctls\":{\"net/ipv4/ip_forward\":\"0\"}}}"
            + " | machine.sysctls.net/ipv4/ip_forward \"0\"",
        "{\"machine\":{\"sysctls\":{\"net.core.somaxconn\":4096}}}"
            + " | machine.sysctls.net.core.somaxconn 4096",
        "{\"machine\":{\"sysctls\":{\"net.core.somaxconn\":\"4096\\nx\"}}}"
            + " | machine.sysctls.net.core.somaxconn \"4096\\nx\"",
        "{\"machine\":{\"sysctls\":{\"net.core.somaxconn\":\"4095\"}}}"
            + " | machine.sysctls.net.core.somaxconn \"4095\"",
        "{\"machine\":{\"sysctls\":{\"net.core.somaxconn\":\"2147483648\"}}}"
            + " | machine.sysctls.net.core.somaxconn \"2147483648\"",
        "{\"machine\":{\"sysctls\":{\"vm.max_map_count\":\"0\"}}}"
            + " | machine.sysctls.vm.max_map_count \"0\"",
        "{\"machine\":{\"sysctls\":{\"vm.nr_hugepages\":\"1024\"}}}"
            + " | machine.sysctls.vm.nr_hugepages \"1024\"",
        "{\"machine\":{\"sysctls\":{}}} | machine.sysctls {}",
        "{\"machine\":{\"kernel\":{\"modules\":[{\"name\":\"nbd\",\"parameters\":[\"x=1\"]}]}}}"
            + " | machine.kernel.modules [{\"name\":\"nbd\",\"parameters\":[\"x=1\"]}]",
        "{\"machine\":{\"kernel\":{\"modules\":[{\"name\":\"../x\"}]}}}"
            + " | machine.kernel.modules [{\"name\":\"../x\"}]",
        "{\"machine\":{\"kernel\":{\"modules\":[{\"name\":\"nbd\"},{\"name\":\"rds\"}]}}}"
            + " | machine.kernel.modules [{\"name\":\"nbd\"},{\"name\":\"rds\"}]",
        "{\"machine\":{\"nodeLabels\":{\"node-role.kubernetes.io/ops\":\"\"}}}"
            + " | machine.nodeLabels.node-role.kubernetes.io/ops \"\"",
        "{\"machine\":{\"nodeLabels\":{\"rack\":\"a b\"}}} | machine.nodeLabels.rack \"a b\"",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"maxPods\":251}}}}"
            + " | machine.kubelet.extraConfig.maxPods 251",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"authorization\":{\"mode\":\"x\"}}}}}"
            + " | machine.kubelet.extraConfig.authorization.mode \"x\"",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"containerLogMaxFiles\":1}}}}"
            + " | machine.kubelet.extraConfig.containerLogMaxFiles 1",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"containerLogMaxSize\":\"10m\"}}}}"
            + " | machine.kubelet.extraConfig.containerLogMaxSize \"10m\"",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"imageMaximumGCAge\":\"1s\"}}}}"
            + " | machine.kubelet.extraConfig.imageMaximumGCAge \"1s\"",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"serializeImagePulls\":true}}}}"
            + " | machine.kubelet.extraConfig.serializeImagePulls true",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"shutdownGracePeriod\":\"0s\"}}}}"
            + " | machine.kubelet.extraConfig.shutdownGracePeriod \"0s\"",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"evictionHard\":{\"pid.available\":\"5%\"}}}}}"
            + " | machine.kubelet.extraConfig.evictionHard.pid.available \"5%\"",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"systemReserved\":{\"memory\":\"1Gi\"}}}}}"
            + " | machine.kubelet.extraConfig.systemReserved.memory \"1Gi\"",
        "{\"machine\":{\"logging\":{\"destinations\":[]}}} | machine.logging.destinations []",
      })
  void refusesOtherValuesOfASetting(String patch, String shown) throws IOException {
    List<String> found = problems(cluster, worker, json(patch));
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.get(0).startsWith(shown + ": is not allowed; expected "), found.toString());
  }

  @Test
  void namesWhatASettingMayHave() {
    assertEquals(
        "machine.nodeLabels.k8s.io/x \"\": is not allowed; expected labels outside of the domains"
            + " kubernetes.io, k8s.io and slipway.dev, with texts as values",
        String.join("", problems(cluster, worker, document("machine nodeLabels k8s.io/x", ""))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"machine\":{\"sysctls\":{\"vm.max_map_count\":\"262144\",\"fs.nr_open\":\"2147483647\"}}}",
        "{\"machine\":{\"kernel\":{\"modules\":[{\"name\":\"nbd\"},{\"name\":\"nvme_tcp\"}]}}}",
        "{\"machine\":{\"nodeLabels\":{\"example.net/rack\":\"r1\",\"tier\":\"\"}}}",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"maxPods\":250,\"containerLogMaxFiles\":2}}}}",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"containerLogMaxSize\":\"20Mi\"}}}}",
        "{\"machine\":{\"kubelet\":{\"extraConfig\":{\"imageMaximumGCAge\":\"720h\"}}}}",
        "{\"machine\":{\"logging\":{\"destinations\":[{\"endpoint\":\"udp://[2001:db8::1]:514\","
            + "\"format\":\"json_lines\",\"extraTags\":{\"fleet\":\"own\"}}]}}}",
      })
  void acceptsSettingsOfTheList(String patch) throws IOException {
    for (ServerPlan node : List.of(controlPlane, worker)) {
      assertEquals(List.of(), problems(cluster, node, json(patch)));
    }
  }

  @Test
  void refusesPathThatAnotherPatchSets() {
    PatchRules rules = new PatchRules(cluster, worker);
    Map<String, Object> patch = document("machine sysctls net.core.somaxconn", "4096");
    assertEquals(List.of(), rules.problems(own(worker, patch)));
    assertEquals(
        List.of(
            "machine.sysctls.net.core.somaxconn \"4096\": is set by the patch \"own\" too; set it"
                + " once"),
        rules.problems(own(worker, patch)));
  }

  @Test
  void shortensLongValues() {
    String found = problems(cluster, worker, document("machine env", "x".repeat(300))).get(0);
    assertTrue(found.startsWith("machine.env \"" + "x".repeat(79) + "…: is not a"), found);
  }

  /** Since 1.14 the same settings are in documents; those of before are refused. */
  @Test
  void usesTheDocumentsOfTheTalosVersion() throws IOException {
    StackFiles files = StackFiles.shipped(folder);
    ClusterPlan later =
        files.with("staging-osl2", "\ntalos: 1.13.9", "\ntalos: 1.14.1").cluster("staging-osl2");
    ServerPlan node = later.workers().get(0);
    for (String patch :
        List.of(
            "'kind':'SysctlConfig','params':{'net.core.somaxconn':'4096'}",
            "'kind':'KernelModuleConfig','name':'nbd'",
            "'kind':'KubeNodeConfig','labels':{'rack':'r1'}",
            "'kind':'KubeletConfig','config':{'maxPods':120}")) {
      Map<String, Object> document =
          json(("{'apiVersion':'v1alpha1'," + patch + "}").replace('\'', '"'));
      assertEquals(List.of(), problems(later, node, document));
      assertEquals(1, problems(cluster, worker, document).size());
    }
    assertEquals(
        "machine.nodeLabels.rack \"r1\": is not a setting that a patch may have; with Talos 1.14.1:"
            + " SysctlConfig.params, KernelModuleConfig.name, KubeNodeConfig.labels,"
            + " KubeletConfig.config, machine.logging.destinations",
        problems(later, node, document("machine nodeLabels rack", "r1")).stream()
            .collect(Collectors.joining()));
  }
}

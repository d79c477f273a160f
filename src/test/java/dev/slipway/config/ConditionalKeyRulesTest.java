package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.StackFileKeys;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and addresses that depend on the kind of network or endpoint. */
class ConditionalKeyRulesTest {
  private static final String HEL1 = "staging-hel1";
  private static final String CPH1 = "staging-cph1";
  private static final String STO2 = "staging-sto2";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.networkKinds(folder);
  }

  @Test
  void sharedNetworkRequiresNameAndRefusesRouterKeys() {
    files.with(
        HEL1, "  name: shared\n", "  externalNetwork: public\n  routerExternalIp: 198.51.100.45\n");
    files.with(HEL1, "  dnsName:", "  floatingIp: 198.51.100.44\n  dnsName:");
    String rest =
        " is only allowed with network.kind project, and this file has shared; remove the key or"
            + " change the kind";
    files.assertRefused(
        "staging-hel1.yaml:7: network.name: is missing; network.kind shared requires it",
        "staging-hel1.yaml:9: network.externalNetwork:" + rest,
        "staging-hel1.yaml:10: network.routerExternalIp:" + rest,
        "staging-hel1.yaml:15: endpoint.floatingIp:" + rest);
  }

  @Test
  void projectNetworkRequiresRouterKeysAndRefusesName() {
    files.with(
        CPH1, "  externalNetwork: public\n  routerExternalIp: 198.51.100.41\n", "  name: shared\n");
    files.with(CPH1, "  floatingIp: 198.51.100.40\n", "");
    String missing = " is missing; network.kind project requires it";
    files.assertRefused(
        "staging-cph1.yaml:7: network.externalNetwork:" + missing,
        "staging-cph1.yaml:7: network.routerExternalIp:" + missing,
        "staging-cph1.yaml:10: network.name: is only allowed with network.kind shared, and this"
            + " file has project; remove the key or change the kind",
        "staging-cph1.yaml:11: endpoint.floatingIp:" + missing);
  }

  @Test
  void octaviaRequiresProviderAndRefusesServerKeys() {
    files.with(
        CPH1,
        "  provider: ovn\n",
        "  replicas: 2\n  flavor: a\n  image: b\n  networkInterface: eth0\n");
    String rest =
        " is only allowed with endpoint.kind haproxy, and this file has octavia; remove the key or"
            + " change the kind";
    files.assertRefused(
        "staging-cph1.yaml:12: endpoint.provider: is missing; endpoint.kind octavia requires it",
        "staging-cph1.yaml:14: endpoint.replicas:" + rest,
        "staging-cph1.yaml:15: endpoint.flavor:" + rest,
        "staging-cph1.yaml:16: endpoint.image:" + rest,
        "staging-cph1.yaml:17: endpoint.networkInterface:" + rest);
  }

  @Test
  void haproxyRequiresServerKeysAndRefusesProvider() {
    files.with(HEL1, "  flavor: l2.c2r4.100\n  image: debian-12\n", "  provider: ovn\n");
    String missing = " is missing; endpoint.kind haproxy requires it";
    files.assertRefused(
        "staging-hel1.yaml:11: endpoint.flavor:" + missing,
        "staging-hel1.yaml:11: endpoint.image:" + missing,
        "staging-hel1.yaml:15: endpoint.provider: is only allowed with endpoint.kind octavia, and"
            + " this file has haproxy; remove the key or change the kind");
  }

  @Test
  void octaviaRequiresProjectNetwork() {
    files.with(HEL1, "kind: haproxy\n", "kind: octavia\n  provider: amphora\n");
    files.with(HEL1, "  flavor: l2.c2r4.100\n  image: debian-12\n", "");
    files.assertRefused(
        "staging-hel1.yaml:12: endpoint.kind: octavia is not allowed with network.kind shared; use"
            + " haproxy, or network.kind project");
  }

  @Test
  void unknownProviderIsRefusedWithTheValidOnes() {
    files.with(CPH1, "provider: ovn", "provider: ovm");
    files.assertRefused(
        "staging-cph1.yaml:14: endpoint.provider: \"ovm\" is not a valid value; expected one of"
            + " ovn, amphora; did you mean \"ovn\"?");
  }

  @Test
  void rangesOfSharedNetworkMustNotOverlap() {
    files.with("staging", "cidr: 203.0.113.64/26", "cidr: 203.0.113.128/25");
    files.with("staging", "203.0.113.74", "203.0.113.138");
    files.assertRefused(
        "staging-hel1.yaml:10: network.cidr: 203.0.113.128/26 overlaps 203.0.113.128/25 of"
            + " DIR/staging.yaml; choose a free prefix");
  }

  @Test
  void rangeMustContainOneWorkerPool() {
    files.with(HEL1, "203.0.113.128/26", "203.0.113.128/27");
    files.assertRefused(
        "staging-hel1.yaml:10: network.cidr: 203.0.113.128/27 is not allowed; expected an IPv4"
            + " prefix of length /26 or shorter");
  }

  @Test
  void floatingIpMustNotBeInServersCidr() {
    files.with(CPH1, "floatingIp: 198.51.100.40", "floatingIp: 203.0.113.150");
    files.assertRefused(
        "staging-cph1.yaml:16: endpoint.floatingIp: 203.0.113.150 is inside network.cidr"
            + " 203.0.113.128/26 of DIR/staging-hel1.yaml; expected an address of the external"
            + " network");
  }

  @Test
  void floatingIpMustDifferFromRouterAddresses() {
    files.with(CPH1, "routerExternalIp: 198.51.100.41", "routerExternalIp: 198.51.100.42");
    files.assertRefused(
        "staging-oul1.yaml:16: endpoint.floatingIp: \"198.51.100.42\" is also set in"
            + " DIR/staging-cph1.yaml; choose a value that no other stack uses");
  }

  @Test
  void endpointMustBeOutsideOctaviasAllocationPool() {
    files.with(CPH1, "  address: 10.41.64.10", "  address: 10.41.64.20");
    files.assertRefused(
        "staging-cph1.yaml:15: endpoint.address: 10.41.64.20 is reserved for ports that Octavia"
            + " creates; expected one of 10.41.64.4 to 10.41.64.10");
  }

  @Test
  void argoCdMustReachEndpointOnSharedNetwork() {
    files.with("staging", ", 203.0.113.128/25]", "]");
    files.assertRefused(
        "staging-hel1.yaml:13: endpoint.address: 203.0.113.138 is in none of gitops.clusterCidrs of"
            + " DIR/staging.yaml, so Argo CD cannot reach it; choose an address in one of"
            + " them");
  }

  @Test
  void keysOfOpsClusterAreRefusedInOtherFiles() {
    for (String key : ConditionalKeyRules.OPS_KEYS.keySet()) {
      StackFiles allKeys = StackFiles.allKeys(folder.resolve(key));
      // The files with all keys have several environments.
      String value = key.equals("onlyEnvironment") ? "true" : allKeys.value("staging", key);
      List<String> problems = allKeys.withValue(STO2, key, value).problems();
      assertTrue(
          problems.get(0).contains(": %s: is only allowed with kind OpsCluster".formatted(key)),
          problems::toString);
    }
  }

  @Test
  void opsClusterRequiresGitOps() {
    List<String> problems =
        StackFiles.allKeys(folder.resolve("ops")).withoutKey("staging", "gitops").problems();
    assertTrue(
        problems.get(0).contains(": gitops: is missing; kind OpsCluster requires it"),
        problems::toString);
    assertEquals(
        Set.of("gitops"),
        ConditionalKeyRules.OPS_KEYS.keySet().stream()
            .filter(KeyConditions::isRequiredByKind)
            .collect(Collectors.toSet()));
  }

  /** Valid files of Management Clusters have each key that is not of kind OpsCluster. */
  @Test
  void allOtherKeysAreAllowedInFilesOfManagementClusters() {
    List<Path> sites =
        StackFileDoc.files().stream().filter(file -> file.toString().contains("staging-")).toList();
    KeyExamples set = KeyExamples.of(sites);
    assertEquals(
        ConditionalKeyRules.OPS_KEYS.keySet(),
        StackFileKeys.all().stream()
            .filter(key -> set.of(key).isEmpty())
            .filter(
                key -> set.of(key.replaceFirst("\\.?[^.]*$", "")).isPresent() || !key.contains("."))
            .collect(Collectors.toSet()));
  }

  @Test
  void refusesSharedNetworkOfAnotherEnvironment() {
    files.with(HEL1, "  name: shared", "  name: production-net");
    files.assertRefused(
        "staging-hel1.yaml:9: network.name: \"production-net\" belongs to environment production,"
            + " and this stack to staging: the servers would share a network with those of that"
            + " environment; choose a value of staging");
  }
}

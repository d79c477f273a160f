package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.StackFiles;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One invalid value in an otherwise valid fleet, and the whole message. */
class FleetRulesTest {
  @TempDir private Path folder;
  private StackFiles files;

  /** Without the stack whose values depend on staging-sto2, so that one value is one problem. */
  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder).without("production-sto2");
  }

  @Test
  void requiresStagingAndProductionTogetherButNotWithTestingAlone() {
    StackFiles testing = new StackFiles(folder.resolve("testing"));
    testing.withFilesOf(Path.of("examples/one-environment/stacks"));
    assertEquals(2, testing.plan().clusters().size());
    testing.withText("staging", files.text("staging"));
    InvalidFleetException refusal = assertThrows(InvalidFleetException.class, testing::plan);
    assertTrue(
        refusal.problems().stream()
            .map(Problem::toString)
            .anyMatch(problem -> problem.contains("production.yaml: is missing;")),
        refusal::toString);
  }

  @Test
  void refusesKubernetesVersionNotTestedInStaging() {
    files.with("production-osl2", "kubernetes: 1.36.3", "kubernetes: 1.36.4");
    files.assertRefused(
        "production-osl2.yaml:22: kubernetes: 1.36.4 was not tested in staging:"
            + " DIR/staging-osl2.yaml has 1.36.3; upgrade that first");
  }

  @Test
  void refusesTalosVersionNotTestedInStaging() {
    files.with("production", "talos: 1.13.9", "talos: 1.13.10");
    files.assertRefused(
        "production.yaml:23: talos: 1.13.10 was not tested in staging: DIR/staging.yaml has 1.13.9;"
            + " upgrade that first");
  }

  @Test
  void refusesCiliumVersionNotTestedInStaging() {
    files.with("production-osl2", "version: 1.20.2", "version: 1.20.3");
    files.assertRefused(
        "production-osl2.yaml:36: cilium.version: 1.20.3 was not tested in staging:"
            + " DIR/staging-osl2.yaml has 1.20.2; upgrade that first");
  }

  @Test
  void refusesSkewOfTwoMinorVersions() {
    files.with("staging-sto2", "kubernetes: 1.36.3", "kubernetes: 1.34.0");
    files.assertRefused(
        "staging-sto2.yaml:19: kubernetes: 1.34.0 is more than one minor version from 1.36.3 of"
            + " DIR/staging.yaml; upgrade all clusters of the environment one minor version at a"
            + " time");
  }

  @Test
  void refusesOverlappingNetworkCidrs() {
    files.with("staging-sto2", "10.41.32.0/24", "10.41.0.0/16");
    files.with("staging-sto2", "address: 10.41.32.10", "address: 10.41.0.10");
    files.assertRefused(
        "staging-osl2.yaml:9: network.cidr: 10.41.16.0/24 overlaps 10.41.0.0/16 of"
            + " DIR/staging-sto2.yaml; choose a free prefix",
        "staging.yaml:9: network.cidr: 10.41.0.0/24 overlaps 10.41.0.0/16 of DIR/staging-sto2.yaml;"
            + " choose a free prefix");
  }

  @Test
  void refusesCloudOfAnotherEnvironment() {
    files.with("staging-sto2", "cloud: staging-sto2", "cloud: production-sto2");
    files.assertRefused(
        "staging-sto2.yaml:5: cloud: \"production-sto2\" belongs to environment production, and"
            + " this stack to staging: servers, networks and credentials would be created in its"
            + " project; choose a value of staging");
  }

  @Test
  void refusesCloudWithoutEnvironment() {
    files.with("staging-sto2", "cloud: staging-sto2", "cloud: sto2");
    files.assertRefused(
        "staging-sto2.yaml:5: cloud: \"sto2\" contains no environment; use an entry of clouds.yaml"
            + " such as staging-sto2");
  }

  @Test
  void refusesDnsNameOfAnotherEnvironment() {
    files.with("production-osl2", "api.production-osl2.", "api.testing-osl2.");
    files.assertRefused(
        "production-osl2.yaml:19: endpoint.dnsName: \"api.testing-osl2.example.net\" belongs"
            + " to environment testing, and this stack to production: users would confuse the two"
            + " clusters; choose a value of production");
  }

  @Test
  void refusesBranchOfAnotherEnvironment() {
    files.with("staging", "revision: main", "revision: production/1");
    files.assertRefused(
        "staging.yaml:34: gitops.revision: \"production/1\" belongs to environment production, and"
            + " this stack to staging: its applications would be installed here; choose a value of"
            + " staging");
  }

  @Test
  void refusesAddressThatArgoCdCannotReach() {
    files.with("staging-sto2", "floatingIp: 198.51.100.36", "floatingIp: 198.51.100.96");
    files.assertRefused(
        "staging-sto2.yaml:15: endpoint.floatingIp: 198.51.100.96 is in none of gitops.clusterCidrs"
            + " of DIR/staging.yaml, so Argo CD cannot reach it; choose an address in one of"
            + " them");
  }

  @Test
  void refusesPodCidrThatOverlapsAnotherClustersServers() {
    files.with(
        "staging-sto2",
        "routerExternalIp: 198.51.100.37",
        "routerExternalIp: 198.51.100.37\n  podCidr: 10.41.16.0/20");
    files.assertRefused(
        "staging-sto2.yaml:12: network.podCidr: 10.41.16.0/20 overlaps network.cidr 10.41.16.0/24"
            + " of DIR/staging-osl2.yaml; choose a free range");
  }

  @Test
  void refusesOverlappingPodAndServiceCidrs() {
    files.with(
        "staging-sto2",
        "routerExternalIp: 198.51.100.37",
        "routerExternalIp: 198.51.100.37\n  podCidr: 10.100.0.0/16");
    files.assertRefused(
        "staging-sto2.yaml:7: network.serviceCidr: 10.96.0.0/12 overlaps network.podCidr"
            + " 10.100.0.0/16; choose a free range");
  }

  @Test
  void refusesEndpointAtAddressOfNode() {
    files.with("staging-sto2", "address: 10.41.32.10", "address: 10.41.32.33");
    files.assertRefused(
        "staging-sto2.yaml:14: endpoint.address: 10.41.32.33 is reserved for the router or a"
            + " server; expected one of 10.41.32.4 to 10.41.32.10 and 10.41.32.16 to 10.41.32.31");
  }

  @Test
  void refusesPoolLargerThanItsAddresses() {
    files.with("staging-sto2", "{ count: 2, flavor", "{ count: 33, flavor");
    files.assertRefused(
        "staging-sto2.yaml:24: workers.general.count: 33 is more than the 32 addresses of a"
            + " worker pool; add another pool");
  }

  @Test
  void refusesInvalidLabelsTaintsAndBooleans() {
    files.with(
        "staging-sto2",
        "count: 2, flavor: l2.c4r8.100,",
        "count: 2, flavor: l2.c4r8.100, labels: [kubernetes.io/role=a, b], taints: [c=d],"
            + " antiAffinity: hard,");
    files.assertRefused(
        "staging-sto2.yaml:24: workers.general.labels[0]: \"kubernetes.io/role=a\" is a"
            + " reserved label; use a key without the domains kubernetes.io, k8s.io and"
            + " slipway.dev",
        "staging-sto2.yaml:24: workers.general.labels[1]: \"b\" is not a valid label; expected"
            + " key=value such as tier=logs or example.net/tier=logs",
        "staging-sto2.yaml:24: workers.general.taints[0]: \"c=d\" is not a valid taint; expected"
            + " key=value:EFFECT with NoSchedule, PreferNoSchedule or NoExecute, such as"
            + " dedicated=logs:NoSchedule",
        "staging-sto2.yaml:24: workers.general.antiAffinity: \"hard\" is not a valid boolean;"
            + " expected true or false");
  }

  @Test
  void refusesKubernetesWithoutStructuredAuthentication() {
    files.with("staging-sto2", "kubernetes: 1.36.3", "kubernetes: 1.33.5");
    files.assertRefused(
        "staging-sto2.yaml:19: kubernetes: 1.33.5 is older than 1.34.0, the first version that"
            + " reads the API server's AuthenticationConfiguration of"
            + " apiserver.config.k8s.io/v1; expected 1.34 to 1.36 with Talos 1.13.9",
        "staging-sto2.yaml:19: kubernetes: 1.33.5 is more than one minor version from 1.36.3 of"
            + " DIR/staging.yaml; upgrade all clusters of the environment one minor version at a"
            + " time");
  }
}

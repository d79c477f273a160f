package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.StackFiles;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ranges of pods and Services: their size, and what they must not contain. */
class ClusterRangesTest {
  private static final String STACK = "staging-sto2";
  private static final String CIDR = "  cidr: 10.41.32.0/24\n";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  @Test
  void refusesPodCidrTooSmallForTheNodes() {
    network("podCidr: 10.200.0.0/22");
    files.assertRefused(
        "staging-sto2.yaml:10: network.podCidr: 10.200.0.0/22 has addresses for the pods of 4"
            + " nodes, and the stack has 5; expected an IPv4 prefix of length /21 or shorter, with"
            + " space for more nodes: it cannot be changed later");
  }

  @Test
  void refusesPodCidrOfIpv6() {
    network("podCidr: 2001:db8::/32");
    files.assertRefused(
        "staging-sto2.yaml:10: network.podCidr: 2001:db8::/32 has addresses for the pods of 0"
            + " nodes, and the stack has 5; expected an IPv4 prefix of length /21 or shorter, with"
            + " space for more nodes: it cannot be changed later");
  }

  @Test
  void warnsOfPodCidrTooSmallForFullPools() {
    network("podCidr: 10.200.0.0/21");
    assertEquals(
        List.of(
            "DIR/staging-sto2.yaml:10: network.podCidr: 10.200.0.0/21 has addresses for the pods of"
                + " 8 nodes, and network.cidr for 37 nodes; for a new cluster use a prefix of"
                + " length /18 or shorter, it cannot be changed later"),
        warnings());
  }

  @ParameterizedTest
  @CsvSource({"10.200.0.0/25", "10.0.0.0/11", "2001:db8::/112"})
  void refusesServiceCidrOfWrongSize(String cidr) {
    network("serviceCidr: " + cidr);
    assertEquals(
        "DIR/staging-sto2.yaml:10: network.serviceCidr: "
            + cidr
            + " is not a valid range of Services; expected an IPv4 prefix of length /12 to /24",
        files.problems().stream()
            .filter(one -> one.contains("valid range"))
            .findFirst()
            .orElse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "podCidr: 198.51.0.0/16 | network.podCidr: 198.51.0.0/16 contains access.adminPrefixes"
            + " 198.51.100.0/28",
        "serviceCidr: 198.51.100.0/24 | network.serviceCidr: 198.51.100.0/24 contains"
            + " access.adminPrefixes 198.51.100.0/28",
        "podCidr: 192.0.0.0/16, dnsServers: [192.0.2.53] | network.podCidr: 192.0.0.0/16 contains"
            + " network.dnsServers 192.0.2.53",
        "podCidr: 192.0.0.0/16, ntpServers: [a.example.net, 192.0.2.123] | network.podCidr:"
            + " 192.0.0.0/16 contains network.ntpServers 192.0.2.123",
      })
  void refusesRangeWithAddressOutsideOfTheCluster(String keys, String message) {
    String[] lines = keys.split(", (?=\\w+:)");
    network(String.join("\n  ", lines));
    files.assertRefused(
        "staging-sto2.yaml:10: "
            + message
            + ", which is outside of the cluster; choose another range");
  }

  @Test
  void refusesRangeWithAddressOfTheEnvironmentsOtherStacks() {
    for (String stack : List.of("staging", "staging-osl2", "staging-sto2")) {
      files.with(stack, "[198.51.100.0/28]", "[192.0.2.0/28]");
    }
    network("serviceCidr: 198.51.0.0/16");
    files.assertRefused(
        "staging-sto2.yaml:10: network.serviceCidr: 198.51.0.0/16 contains endpoint.floatingIp"
            + " 198.51.100.32 of DIR/staging.yaml, which is outside of the cluster; choose another"
            + " range");
  }

  /** The default range has no line of its own. */
  @Test
  void refusesClusterCidrInDefaultRange() {
    files.with("staging", "clusterCidrs: [", "clusterCidrs: [10.244.7.0/24, ");
    files.assertRefused(
        "staging.yaml:7: network.podCidr: 10.244.0.0/16 contains gitops.clusterCidrs 10.244.7.0/24,"
            + " which is outside of the cluster; choose another range");
  }

  private void network(String keys) {
    files.with(STACK, CIDR, CIDR + "  " + keys + "\n");
  }

  private List<String> warnings() {
    return files.fleet().warnings().stream()
        .map(Problem::toString)
        .map(text -> text.replace(folder.toString(), "DIR"))
        .filter(text -> text.contains(STACK))
        .toList();
  }
}

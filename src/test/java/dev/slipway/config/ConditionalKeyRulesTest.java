package dev.slipway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shared network and Octavia ask for, and what belongs to the other kinds. */
class ConditionalKeyRulesTest {
  private static final String HEL1 = "staging-hel1";
  private static final String CPH1 = "staging-cph1";
  private static final Path NETWORKS = Path.of("src/test/resources/network-kinds");

  @TempDir private Path folder;

  @BeforeEach
  void copyAFleetOfEveryKind() throws IOException {
    try (Stream<Path> files = Files.list(NETWORKS)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void aSharedNetworkHasANameAndNothingOfARouters() throws IOException {
    change(
        HEL1, "  name: shared\n", "  externalNetwork: public\n  routerExternalIp: 198.51.100.45\n");
    change(HEL1, "  dnsName:", "  floatingIp: 198.51.100.44\n  dnsName:");
    String rest =
        " belongs to network.kind project, here it is shared; remove the key or change the kind";
    assertRefused(
        "staging-hel1.yaml:6: network.name: is missing; network.kind shared asks for it",
        "staging-hel1.yaml:8: network.externalNetwork:" + rest,
        "staging-hel1.yaml:9: network.routerExternalIp:" + rest,
        "staging-hel1.yaml:14: endpoint.floatingIp:" + rest);
  }

  @Test
  void aProjectNetworkHasARouterAndNoName() throws IOException {
    change(
        CPH1, "  externalNetwork: public\n  routerExternalIp: 198.51.100.41\n", "  name: shared\n");
    change(CPH1, "  floatingIp: 198.51.100.40\n", "");
    String missing = " is missing; network.kind project asks for it";
    assertRefused(
        "staging-cph1.yaml:6: network.externalNetwork:" + missing,
        "staging-cph1.yaml:6: network.routerExternalIp:" + missing,
        "staging-cph1.yaml:9: network.name: belongs to network.kind shared, here it is project;"
            + " remove the key or change the kind",
        "staging-cph1.yaml:10: endpoint.floatingIp:" + missing);
  }

  @Test
  void octaviaHasAProviderAndNoServersOfOurs() throws IOException {
    change(
        CPH1,
        "  provider: ovn\n",
        "  replicas: 2\n  flavor: a\n  image: b\n  networkInterface: eth0\n");
    String rest =
        " belongs to endpoint.kind haproxy, here it is octavia; remove the key or change the kind";
    assertRefused(
        "staging-cph1.yaml:11: endpoint.provider: is missing; endpoint.kind octavia asks for it",
        "staging-cph1.yaml:13: endpoint.replicas:" + rest,
        "staging-cph1.yaml:14: endpoint.flavor:" + rest,
        "staging-cph1.yaml:15: endpoint.image:" + rest,
        "staging-cph1.yaml:16: endpoint.networkInterface:" + rest);
  }

  @Test
  void haproxyIsAServerAndHasNoProvider() throws IOException {
    change(HEL1, "  flavor: l2.c2r4.100\n  image: debian-12\n", "  provider: ovn\n");
    String missing = " is missing; endpoint.kind haproxy asks for it";
    assertRefused(
        "staging-hel1.yaml:10: endpoint.flavor:" + missing,
        "staging-hel1.yaml:10: endpoint.image:" + missing,
        "staging-hel1.yaml:14: endpoint.provider: belongs to endpoint.kind octavia, here it is"
            + " haproxy; remove the key or change the kind");
  }

  @Test
  void octaviaWantsANetworkOfTheStacksOwn() throws IOException {
    change(HEL1, "kind: haproxy\n", "kind: octavia\n  provider: amphora\n");
    change(HEL1, "  flavor: l2.c2r4.100\n  image: debian-12\n", "");
    assertRefused(
        "staging-hel1.yaml:11: endpoint.kind: octavia keeps its address on a network of the stack's"
            + " own; take haproxy, or network.kind project");
  }

  @Test
  void anUnknownProviderIsAnsweredWithTheKnownOnes() throws IOException {
    change(CPH1, "provider: ovn", "provider: ovm");
    assertRefused(
        "staging-cph1.yaml:13: endpoint.provider: \"ovm\" is not allowed; expected one of ovn,"
            + " amphora; did you mean \"ovn\"?");
  }

  @Test
  void slicesOfASharedNetworkLieSideBySide() throws IOException {
    change("staging", "cidr: 203.0.113.64/26", "cidr: 203.0.113.128/25");
    change("staging", "203.0.113.74", "203.0.113.138");
    assertRefused(
        "staging-hel1.yaml:9: network.cidr: 203.0.113.128/26 overlaps 203.0.113.128/25 of"
            + " DIR/staging.yaml; choose a free prefix");
  }

  @Test
  void aSliceHasRoomForOnePoolAtLeast() throws IOException {
    change(HEL1, "203.0.113.128/26", "203.0.113.128/27");
    assertRefused(
        "staging-hel1.yaml:9: network.cidr: 203.0.113.128/27 is not allowed; expected an IPv4"
            + " prefix of length /26 or shorter");
  }

  @Test
  void noFloatingAddressIsAServersAddress() throws IOException {
    change(CPH1, "floatingIp: 198.51.100.40", "floatingIp: 203.0.113.150");
    assertRefused(
        "staging-cph1.yaml:15: endpoint.floatingIp: 203.0.113.150 is inside network.cidr"
            + " 203.0.113.128/26 of DIR/staging-hel1.yaml; expected an address of the external"
            + " network");
  }

  @Test
  void noRoutersAddressIsAFloatingOne() throws IOException {
    change(CPH1, "routerExternalIp: 198.51.100.41", "routerExternalIp: 198.51.100.42");
    assertRefused(
        "staging-oul1.yaml:15: endpoint.floatingIp: \"198.51.100.42\" stands in"
            + " DIR/staging-cph1.yaml too; it must be this stack's own");
  }

  @Test
  void octaviasOwnPlacesAreNotTheEndpoints() throws IOException {
    change(CPH1, "  address: 10.41.64.10", "  address: 10.41.64.20");
    assertRefused(
        "staging-cph1.yaml:14: endpoint.address: 10.41.64.20 is kept for what Octavia makes in the"
            + " network; expected one of 10.41.64.4 to 10.41.64.10");
  }

  @Test
  void argoCdReachesASharedClusterAtItsEndpoint() throws IOException {
    change("staging", ", 203.0.113.128/25]", "]");
    assertRefused(
        "staging-hel1.yaml:12: endpoint.address: 203.0.113.138 is in none of gitops.clusterCidrs of"
            + " DIR/staging.yaml, so ArgoCD would not reach it; choose an address there");
  }

  @Test
  void refusesTheSharedNetworkOfAnotherEnvironment() throws IOException {
    change(HEL1, "  name: shared", "  name: production-net");
    assertRefused(
        "staging-hel1.yaml:8: network.name: \"production-net\" is of environment production, this"
            + " stack of staging: the servers would stand among those of that environment; name one"
            + " of staging");
  }

  private void change(String stack, String from, String to) throws IOException {
    new ChangedFleet(folder).change(stack, from, to);
  }

  private void assertRefused(String... problems) {
    new ChangedFleet(folder).assertRefused(problems);
  }
}

package dev.slipway.config;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shared network and Octavia ask for, and what belongs to the other kinds. */
class ConditionalKeyRulesTest {
  private static final String HEL1 = "staging-hel1";
  private static final String CPH1 = "staging-cph1";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.networkKinds(folder);
  }

  @Test
  void aSharedNetworkHasANameAndNothingOfARouters() {
    files.with(
        HEL1, "  name: shared\n", "  externalNetwork: public\n  routerExternalIp: 198.51.100.45\n");
    files.with(HEL1, "  dnsName:", "  floatingIp: 198.51.100.44\n  dnsName:");
    String rest =
        " belongs to network.kind project, here it is shared; remove the key or change the kind";
    files.assertRefused(
        "staging-hel1.yaml:6: network.name: is missing; network.kind shared asks for it",
        "staging-hel1.yaml:8: network.externalNetwork:" + rest,
        "staging-hel1.yaml:9: network.routerExternalIp:" + rest,
        "staging-hel1.yaml:14: endpoint.floatingIp:" + rest);
  }

  @Test
  void aProjectNetworkHasARouterAndNoName() {
    files.with(
        CPH1, "  externalNetwork: public\n  routerExternalIp: 198.51.100.41\n", "  name: shared\n");
    files.with(CPH1, "  floatingIp: 198.51.100.40\n", "");
    String missing = " is missing; network.kind project asks for it";
    files.assertRefused(
        "staging-cph1.yaml:6: network.externalNetwork:" + missing,
        "staging-cph1.yaml:6: network.routerExternalIp:" + missing,
        "staging-cph1.yaml:9: network.name: belongs to network.kind shared, here it is project;"
            + " remove the key or change the kind",
        "staging-cph1.yaml:10: endpoint.floatingIp:" + missing);
  }

  @Test
  void octaviaHasAProviderAndNoServersOfOurs() {
    files.with(
        CPH1,
        "  provider: ovn\n",
        "  replicas: 2\n  flavor: a\n  image: b\n  networkInterface: eth0\n");
    String rest =
        " belongs to endpoint.kind haproxy, here it is octavia; remove the key or change the kind";
    files.assertRefused(
        "staging-cph1.yaml:11: endpoint.provider: is missing; endpoint.kind octavia asks for it",
        "staging-cph1.yaml:13: endpoint.replicas:" + rest,
        "staging-cph1.yaml:14: endpoint.flavor:" + rest,
        "staging-cph1.yaml:15: endpoint.image:" + rest,
        "staging-cph1.yaml:16: endpoint.networkInterface:" + rest);
  }

  @Test
  void haproxyIsAServerAndHasNoProvider() {
    files.with(HEL1, "  flavor: l2.c2r4.100\n  image: debian-12\n", "  provider: ovn\n");
    String missing = " is missing; endpoint.kind haproxy asks for it";
    files.assertRefused(
        "staging-hel1.yaml:10: endpoint.flavor:" + missing,
        "staging-hel1.yaml:10: endpoint.image:" + missing,
        "staging-hel1.yaml:14: endpoint.provider: belongs to endpoint.kind octavia, here it is"
            + " haproxy; remove the key or change the kind");
  }

  @Test
  void octaviaWantsANetworkOfTheStacksOwn() {
    files.with(HEL1, "kind: haproxy\n", "kind: octavia\n  provider: amphora\n");
    files.with(HEL1, "  flavor: l2.c2r4.100\n  image: debian-12\n", "");
    files.assertRefused(
        "staging-hel1.yaml:11: endpoint.kind: octavia keeps its address on a network of the stack's"
            + " own; take haproxy, or network.kind project");
  }

  @Test
  void anUnknownProviderIsAnsweredWithTheKnownOnes() {
    files.with(CPH1, "provider: ovn", "provider: ovm");
    files.assertRefused(
        "staging-cph1.yaml:13: endpoint.provider: \"ovm\" is not allowed; expected one of ovn,"
            + " amphora; did you mean \"ovn\"?");
  }

  @Test
  void slicesOfASharedNetworkLieSideBySide() {
    files.with("staging", "cidr: 203.0.113.64/26", "cidr: 203.0.113.128/25");
    files.with("staging", "203.0.113.74", "203.0.113.138");
    files.assertRefused(
        "staging-hel1.yaml:9: network.cidr: 203.0.113.128/26 overlaps 203.0.113.128/25 of"
            + " DIR/staging.yaml; choose a free prefix");
  }

  @Test
  void aSliceHasRoomForOnePoolAtLeast() {
    files.with(HEL1, "203.0.113.128/26", "203.0.113.128/27");
    files.assertRefused(
        "staging-hel1.yaml:9: network.cidr: 203.0.113.128/27 is not allowed; expected an IPv4"
            + " prefix of length /26 or shorter");
  }

  @Test
  void noFloatingAddressIsAServersAddress() {
    files.with(CPH1, "floatingIp: 198.51.100.40", "floatingIp: 203.0.113.150");
    files.assertRefused(
        "staging-cph1.yaml:15: endpoint.floatingIp: 203.0.113.150 is inside network.cidr"
            + " 203.0.113.128/26 of DIR/staging-hel1.yaml; expected an address of the external"
            + " network");
  }

  @Test
  void noRoutersAddressIsAFloatingOne() {
    files.with(CPH1, "routerExternalIp: 198.51.100.41", "routerExternalIp: 198.51.100.42");
    files.assertRefused(
        "staging-oul1.yaml:15: endpoint.floatingIp: \"198.51.100.42\" stands in"
            + " DIR/staging-cph1.yaml too; it must be this stack's own");
  }

  @Test
  void octaviasOwnPlacesAreNotTheEndpoints() {
    files.with(CPH1, "  address: 10.41.64.10", "  address: 10.41.64.20");
    files.assertRefused(
        "staging-cph1.yaml:14: endpoint.address: 10.41.64.20 is kept for what Octavia makes in the"
            + " network; expected one of 10.41.64.4 to 10.41.64.10");
  }

  @Test
  void argoCdReachesASharedClusterAtItsEndpoint() {
    files.with("staging", ", 203.0.113.128/25]", "]");
    files.assertRefused(
        "staging-hel1.yaml:12: endpoint.address: 203.0.113.138 is in none of gitops.clusterCidrs of"
            + " DIR/staging.yaml, so ArgoCD would not reach it; choose an address there");
  }

  @Test
  void refusesTheSharedNetworkOfAnotherEnvironment() {
    files.with(HEL1, "  name: shared", "  name: production-net");
    files.assertRefused(
        "staging-hel1.yaml:8: network.name: \"production-net\" is of environment production, this"
            + " stack of staging: the servers would stand among those of that environment; name one"
            + " of staging");
  }
}

package dev.slipway.plan;

import static dev.slipway.plan.ExtensionFixture.REASON;
import static dev.slipway.plan.ExtensionFixture.SYSLOG;
import static dev.slipway.plan.ExtensionFixture.assertRefusedFor;
import static dev.slipway.plan.ExtensionFixture.connectionFrom;
import static dev.slipway.plan.ExtensionFixture.host;
import static dev.slipway.plan.ExtensionFixture.refusal;
import static dev.slipway.plan.ExtensionFixture.worker;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnConnectionTest {
  @Test
  void refusesClientsOfServicesThatTheStackFileNames() {
    for (Traffic traffic :
        List.of(Traffic.KUBELET, Traffic.TALOS_API, new Traffic("all", Protocol.TCP, 1, 65_535))) {
      assertRefusedFor("includes the port of", connectionFrom(host("192.0.2.0/24"), traffic));
    }
  }

  @Test
  void refusesHostsOfOtherKindsAndForgedKeys() {
    IpPrefix prefix = IpPrefix.parse("192.0.2.9/32");
    Peer jumpHost = new Peer.External(Peer.Kind.JUMP_HOST, prefix);
    assertRefusedFor("expected kind OTHER without a key", connectionFrom(jumpHost, SYSLOG));
    Peer forged = new Peer.External(Peer.Kind.OTHER, prefix, "access.adminPrefixes[0]");
    assertRefusedFor("expected kind OTHER without a key", connectionFrom(forged, SYSLOG));
  }

  @Test
  void refusesManySmallPrefixesThatAreOneLargeOne() {
    assertRefusedFor(
        "connections to outside hosts cover 192.0.0.0/15 together",
        clusters ->
            List.of(
                new Connection(
                    worker(clusters, "staging-osl2"), host("192.0.0.0/16"), SYSLOG, REASON),
                new Connection(
                    worker(clusters, "staging-osl2"), host("192.1.0.0/16"), SYSLOG, REASON)));
  }

  @Test
  void refusesMoreClientsThanTheLimitOfJumpHosts() {
    assertRefusedFor(
        "more than 1024 IPv4 addresses in all",
        clusters ->
            IntStream.range(0, 5)
                .mapToObj(i -> host("192.0.%d.0/24".formatted(2 * i)))
                .map(peer -> new Connection(peer, worker(clusters, "staging-osl2"), SYSLOG, REASON))
                .toList());
  }

  @Test
  void refusesProtocolsWithoutFirewallRule() {
    assertRefusedFor(
        "vrrp has no rule in the firewall of Talos",
        connectionFrom(host("192.0.2.9/32"), Traffic.VRRP));
  }

  @Test
  void refusesServersOfAnotherClusterPastItsEndpoint() {
    assertRefusedFor(
        "staging-sto2-worker has no address that another cluster reaches",
        clusters ->
            List.of(
                new Connection(
                    worker(clusters, "staging-osl2"),
                    worker(clusters, "staging-sto2"),
                    SYSLOG,
                    REASON)));
  }

  @Test
  void refusesLabelThatNeutronCannotHave() {
    Traffic traffic = new Traffic("sys\nlog", Protocol.TCP, 6514, 6514);
    assertRefusedFor(
        "its reason or label is not valid", connectionFrom(host("192.0.2.9/32"), traffic));
  }

  @Test
  @SuppressWarnings("NullAway") // a program without a checker may pass null
  void refusesConnectionWithoutReason() {
    assertRefusedFor(
        "the reason is null",
        clusters ->
            List.of(
                new Connection(
                    worker(clusters, "staging-osl2"), host("192.0.2.9/32"), SYSLOG, null)));
  }

  /** Otherwise a check could open HTTPS to the Internet after the key was validated. */
  @Test
  void checksCannotChangeStackFiles() {
    assertTrue(
        refusal(
                PlanExtensions.NONE.withCheck(
                    "changing",
                    file -> {
                      Objects.requireNonNull(file.config().network().dnsServers()).clear();
                      return List.of();
                    }))
            .contains("UnsupportedOperationException"));
  }
}

package dev.slipway.plan.security.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Environment;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideServiceTest {
  private static final String JUMP_HOSTS = "jump host 198.51.100.0/28";

  @TempDir private Path folder;

  @Test
  void listsEachHostOnce() {
    assertEquals(
        List.of(
            JUMP_HOSTS + ", shared by staging, production",
            "Git server git.example.net, shared by staging, production",
            "Zitadel login.example.net, shared by staging, production",
            "HTTPS servers 198.51.100.16/28, used by production",
            "DNS resolver 198.51.100.18, used by production",
            "DNS resolver 198.51.100.19, used by production",
            "time server 198.51.100.18, used by production",
            "time server 198.51.100.19, used by production",
            "time server time.cloudflare.com, used by staging"),
        OutsideService.of(FleetFixture.fleet()).stream()
            .map(one -> one + ", " + one.usedBy())
            .toList());
  }

  @Test
  void jumpHostAdministersAndIsReachedByInternetEgress() {
    OutsideService.Access access = find(FleetFixture.fleet(), JUMP_HOSTS).access().get(0);
    assertEquals(Environment.STAGING, access.environment());
    assertEquals("tcp 6443, tcp 50000, tcp 50443", access.from().toString());
    assertEquals("tcp 53, tcp 443, udp 53, udp 123", access.to().toString());
  }

  /** Production's Git server has a name, and is in its prefix; staging connects to any address. */
  @Test
  void namedHostIsReachedInThePrefixOfHttpsServers() {
    List<OutsideService.Access> access =
        find(FleetFixture.fleet(), "Git server git.example.net").access();
    assertEquals(
        List.of("tcp 53, tcp 443, udp 53, udp 123", "tcp 443"),
        access.stream().map(one -> one.to().toString()).toList());
    assertTrue(access.stream().allMatch(one -> one.from().isEmpty()), access.toString());
  }

  /** The compiler joins two prefixes of a list; both are in the rule. */
  @Test
  void samePrefixesOfTwoEnvironmentsAreShared() {
    FleetPlan fleet =
        StackFiles.shipped(folder)
            .with(
                "staging",
                "  routerExternalIp",
                "  httpsPrefixes: [198.51.100.16/29, 198.51.100.24/29]\n  routerExternalIp")
            .plan();
    OutsideService shared = find(fleet, "HTTPS servers 198.51.100.24/29");
    assertEquals("shared by staging, production", shared.usedBy());
    assertEquals(
        "shared by staging, production", find(fleet, "HTTPS servers 198.51.100.16/28").usedBy());
    assertTrue(
        shared.access().stream().allMatch(one -> one.to().toString().contains("tcp 443")),
        shared.toString());
    FleetPlan alone = new FleetPlan(List.of(fleet.clusterOrThrow(DnsLabel.parse("staging"))));
    assertEquals(
        "tcp 53, tcp 443, udp 53, udp 123",
        find(alone, "Zitadel login.example.net").access().get(0).to().toString());
  }

  /** A part of another environment's prefix is the same host. */
  @Test
  void overlappingPrefixesAreShared() {
    FleetPlan fleet =
        FleetFixture.withCluster(
            "staging", "adminPrefixes", List.of(IpPrefix.parse("198.51.100.8/29")));
    assertTrue(find(fleet, "jump host 198.51.100.8/29").isShared());
  }

  @Test
  void hostOfOneEnvironmentIsNotShared() {
    FleetPlan fleet =
        FleetFixture.withCluster(
            "staging", "adminPrefixes", List.of(IpPrefix.parse("203.0.113.0/29")));
    OutsideService own = find(fleet, "jump host 203.0.113.0/29");
    assertEquals("used by staging", own.usedBy());
    assertEquals(List.of(Environment.STAGING), own.users());
  }

  /** A resolver has an address, so only rules for that address apply to it. */
  @Test
  void namesResolversAndMirrors() {
    List<String> names =
        OutsideService.of(FleetFixture.allKeys()).stream().map(OutsideService::toString).toList();
    assertTrue(names.stream().anyMatch(one -> one.startsWith("DNS resolver ")), names.toString());
    assertTrue(
        names.stream().anyMatch(one -> one.startsWith("registry mirror ")), names.toString());
    String resolver =
        names.stream().filter(one -> one.startsWith("DNS resolver ")).findFirst().orElseThrow();
    IpAddress.parse(resolver.replace("DNS resolver ", ""));
    assertTrue(
        find(FleetFixture.allKeys(), resolver).access().stream()
            .anyMatch(one -> one.to().toString().contains("udp 53")));
  }

  private static OutsideService find(FleetPlan fleet, String text) {
    return OutsideService.of(fleet).stream()
        .filter(one -> one.toString().equals(text))
        .findFirst()
        .orElseThrow();
  }
}

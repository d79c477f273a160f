package dev.slipway.plan.security.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.Environment;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutsideServiceTest {
  private static final String JUMP_HOSTS = "jump host 198.51.100.0/28";

  @Test
  void listsEachHostOnce() {
    assertEquals(
        List.of(
            JUMP_HOSTS + ", shared by staging, production",
            "Git server git.example.net, shared by staging, production",
            "Zitadel login.example.net, shared by staging, production",
            "time server time.cloudflare.com, shared by staging, production"),
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

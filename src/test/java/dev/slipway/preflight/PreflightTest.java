package dev.slipway.preflight;

import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.Test;

/** A cloud that has everything, and one fault in each test. */
class PreflightTest extends PreflightCloud {
  @Test
  void acceptsCloudThatHasEverything() {
    assertMissing(FleetFixture.fleet(), "staging-osl2");
    assertMissing(FleetFixture.networkKinds(), "staging-hel1");
    assertMissing(FleetFixture.networkKinds(), "staging-cph1");
  }

  /** The provider refuses a name of two images, also if only one of them is active. */

  /** The pool's boot volume has 100 GiB; Cinder counts the size that the image unpacks to. */

  /** 3 control planes with 40 GiB and 6 workers with 100 GiB. */
  @Test
  void reportsQuotaOfVolumes() {
    volumeLimits(8, 719);
    assertMissing(
        FleetFixture.allKeys(),
        "staging-sto2",
        quotaOf("staging-sto2", "9 volumes", 8),
        quotaOf("staging-sto2", "720 GiB of volumes", 719));
    volumeLimits(9, 720);
    assertMissing(FleetFixture.allKeys(), "staging-sto2");
  }

  @Test
  void reportsQuotaOfServerGroups() {
    server.answer(
        "GET /limits",
        """
        {"limits": {"absolute": {"maxServerGroups": 0, "maxServerGroupMembers": 2}}}
        """);
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        quota("1 server groups", 0),
        quota("3 members of a server group", 2));
  }

  @Test
  void reportsQuota() {
    limits(5);
    server.answer("GET /v2.0/quotas/project", "{\"quota\": {\"security_group\": 3}}");
    assertMissing(
        FleetFixture.fleet(), "staging-osl2", quota("6 servers", 5), quota("4 security_group", 3));
  }

  @Test
  void reportsOctaviaProviderAndQuota() {
    server.answer("GET /v2.0/lbaas/providers", "{\"providers\": [{\"name\": \"amphora\"}]}");
    server.answer("GET /v2.0/lbaas/quotas/project", "{\"quota\": {\"loadbalancer\": 0}}");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-cph1",
        "Octavia provider \"ovn\" does not exist; the cloud has amphora",
        "quota: the plan requires 1 loadbalancer, the project of cloud staging-cph1 has a limit of"
            + " 0; request a higher quota from the cloud's operator");
  }

  @Test
  void reportsSharedNetworkThatIsNotUnique() {
    sharedNetworks("");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" does not exist; the cloud shares campus");
    sharedNetworks("{\"id\": \"n\"}, {\"id\": \"m\"}");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" is a name of 2 networks; the cloud shares campus");
  }

  @Test
  void reportsSharedNetworkWithoutPortSecurity() {
    sharedNetworks("{\"id\": \"n\", \"port_security_enabled\": false}");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" has port security off, so security groups have no effect there");
  }

  @Test
  void reportsSubnetThatDoesNotFit() {
    subnet("{\"cidr\": \"203.0.113.0/25\", \"gateway_ip\": \"203.0.113.129\"}");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" has CIDR 203.0.113.0/25, which does not contain network.cidr"
            + " 203.0.113.128/26",
        "network \"shared\" has its gateway 203.0.113.129 inside network.cidr 203.0.113.128/26");
    subnet(
        """
        {"cidr": "203.0.113.0/24", "gateway_ip": null, "allocation_pools": [
          {"start": "203.0.113.2", "end": "203.0.113.127"},
          {"start": "203.0.113.190", "end": "203.0.113.254"}]}
        """);
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" has an allocation pool 203.0.113.190 to 203.0.113.254, which overlaps"
            + " network.cidr 203.0.113.128/26; have the cloud's operator remove it from the pools");
    subnet("");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" has 0 IPv4 subnets; expected 1");
  }
}

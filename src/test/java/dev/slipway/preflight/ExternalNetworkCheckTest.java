package dev.slipway.preflight;

import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.Test;

class ExternalNetworkCheckTest extends PreflightCloud {
  @Test
  void reportsNameOfTwoExternalNetworks() {
    externalNetworks(
        "{\"name\": \"public\", \"id\": \"p\"}, {\"name\": \"public\", \"id\": \"o\"}");
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        "external network \"public\" is the name of 2 networks: o, p; have the cloud's operator"
            + " rename all but one");
  }

  @Test
  void reportsAddressesThatTheExternalNetworkDoesNotHave() {
    externalSubnets("{\"cidr\": \"198.51.100.32/29\", \"gateway_ip\": \"198.51.100.34\"}");
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        "endpoint.floatingIp 198.51.100.34 is the gateway of external network \"public\"; choose"
            + " another address in 198.51.100.32/29");
    externalSubnets("{\"cidr\": \"192.0.2.0/24\"}, {\"cidr\": \"203.0.113.0/24\"}");
    String rest =
        " is not in a subnet of external network \"public\"; expected an address in 192.0.2.0/24,"
            + " 203.0.113.0/24";
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        "network.routerExternalIp 198.51.100.35" + rest,
        "endpoint.floatingIp 198.51.100.34" + rest);
  }

  @Test
  void reportsExternalNetwork() {
    externalNetworks("{\"name\": \"internet\", \"id\": \"p\"}");
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        "external network \"public\" does not exist; the cloud has internet");
  }
}

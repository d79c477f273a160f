package dev.slipway.components.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.core.Output;
import dev.slipway.testing.FleetFixture;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StackOutputsTest {

  @Test
  void exportsRenamedOutputUnderBothNames() {
    Map<String, Output<?>> exported = new TreeMap<>();
    StackOutputs outputs = exported::put;
    Output<String> certificate = Output.of("-----BEGIN CERTIFICATE-----");
    outputs.exportRenamed("certificateAuthority", "certificateAuthorityPem", certificate);
    assertEquals(
        Map.of("certificateAuthority", certificate, "certificateAuthorityPem", certificate),
        exported);
  }

  @Test
  void addressesHaveFormerAndNewKeys() {
    Map<String, String> addresses =
        new TreeMap<>(StackOutputs.addresses(FleetFixture.cluster("staging-osl2")));
    addresses.keySet().removeIf(key -> key.startsWith("staging-osl2-"));
    assertEquals(
        Map.of(
            "endpoint", "10.41.16.10",
            "floating", "198.51.100.34",
            "floatingIp", "198.51.100.34",
            "egress", "198.51.100.35",
            "routerExternalIp", "198.51.100.35"),
        addresses);
  }
}

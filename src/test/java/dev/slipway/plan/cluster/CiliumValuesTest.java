package dev.slipway.plan.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.value.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values of Cilium that the plan has too: both must be equal. */
class CiliumValuesTest {
  private JsonNode values;

  @BeforeEach
  void read() throws IOException {
    values = new YAMLMapper().readTree(Path.of("cilium/values.yaml").toFile());
  }

  @Test
  void tunnelPortIsAllowed() {
    assertEquals(Traffic.CILIUM_VXLAN.first(), values.path("tunnelPort").asInt());
    assertEquals("vxlan", values.path("tunnelProtocol").asText());
  }

  @Test
  void usesKubePrismForApi() {
    assertEquals("localhost", values.path("k8sServiceHost").asText());
    assertEquals(NodeSettings.KUBE_PRISM, values.path("k8sServicePort").asInt());
    assertEquals("true", values.path("kubeProxyReplacement").asText());
  }

  @Test
  void disablesFeaturesWithoutConnection() {
    assertFalse(values.at("/hubble/enabled").asBoolean(true));
    assertFalse(values.at("/envoy/enabled").asBoolean(true));
    assertFalse(values.at("/operator/prometheus/enabled").asBoolean(true));
  }

  @Test
  void loadsNoKernelModules() {
    JsonNode capabilities = values.at("/securityContext/capabilities");
    assertEquals(11, capabilities.path("ciliumAgent").size());
    assertFalse(capabilities.toString().contains("SYS_MODULE"), capabilities.toString());
  }
}

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

/** What Cilium's values say twice: the plan must say the same. */
class CiliumValuesTest {
  private JsonNode values;

  @BeforeEach
  void read() throws IOException {
    values = new YAMLMapper().readTree(Path.of("cilium/values.yaml").toFile());
  }

  @Test
  void nodesOpenThePortThatTheTunnelUses() {
    assertEquals(Traffic.CILIUM_VXLAN.first(), values.path("tunnelPort").asInt());
    assertEquals("vxlan", values.path("tunnelProtocol").asText());
  }

  @Test
  void ciliumReachesTheApiByKubePrism() {
    assertEquals("localhost", values.path("k8sServiceHost").asText());
    assertEquals(NodeSettings.KUBE_PRISM, values.path("k8sServicePort").asInt());
    assertEquals("true", values.path("kubeProxyReplacement").asText());
  }

  @Test
  void whatNoSentenceOpensIsOff() {
    assertFalse(values.at("/hubble/enabled").asBoolean(true));
    assertFalse(values.at("/envoy/enabled").asBoolean(true));
    assertFalse(values.at("/operator/prometheus/enabled").asBoolean(true));
  }

  @Test
  void noPodLoadsKernelModules() {
    JsonNode capabilities = values.at("/securityContext/capabilities");
    assertEquals(11, capabilities.path("ciliumAgent").size());
    assertFalse(capabilities.toString().contains("SYS_MODULE"), capabilities.toString());
  }
}

package dev.slipway.lab.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.lab.Toolchain;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.StackFiles;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The credentials that access.sh derives from a secrets bundle with talosctl and openssl. */
@Tag("talos-versions")
class AccessIT {
  private static final Map<String, String> VARIABLES =
      Map.of("TALOS_ENDPOINT", "198.51.100.34", "SERVER", "https://198.51.100.34:6443");

  @TempDir private Path folder;
  private Talosctl talosctl;
  private ClusterPlan cluster;
  private JsonNode bundle;
  private String bundleText;

  @BeforeEach
  void makeBundle() throws Exception {
    talosctl = new Talosctl(Toolchain.of("talosctl").program("talosctl"));
    cluster = StackFiles.shipped(folder.resolve("stacks")).cluster("staging-osl2");
    bundleText = talosctl.script("talos-secrets.sh", cluster, "", Map.of());
    bundle = new YAMLMapper().readTree(bundleText);
  }

  @Test
  void talosconfigIsAnAdministratorsForOneHour() throws Exception {
    JsonNode context = made("talos_access", "talosconfig").at("/contexts/staging-osl2");
    assertEquals("198.51.100.34", context.at("/endpoints/0").asText());
    assertOneHour(context.get("crt"), bundle.at("/certs/os/crt"), "O=os:admin");
  }

  @Test
  void kubeconfigIsAnAdministratorsForOneHour() throws Exception {
    JsonNode config = made("kubernetes_access", "kubeconfig");
    assertEquals("https://198.51.100.34:6443", config.at("/clusters/0/cluster/server").asText());
    assertOneHour(
        config.at("/users/0/user/client-certificate-data"),
        bundle.at("/certs/k8s/crt"),
        "CN=slipway, O=system:masters");
  }

  private JsonNode made(String function, String file) throws Exception {
    String end = "cat > \"$folder/secrets.yaml\"\n%s >&2\ncat \"$folder/%s\"\n";
    String output =
        talosctl.script("access.sh", end.formatted(function, file), cluster, bundleText, VARIABLES);
    return new YAMLMapper().readTree(output);
  }

  private static void assertOneHour(JsonNode pem, JsonNode authority, String subject)
      throws Exception {
    X509Certificate certificate = certificate(pem);
    certificate.verify(certificate(authority).getPublicKey());
    assertEquals(subject, certificate.getSubjectX500Principal().toString());
    Duration left = Duration.between(Instant.now(), certificate.getNotAfter().toInstant());
    assertTrue(left.toMinutes() <= 60 && left.toMinutes() >= 55, left.toString());
  }

  private static X509Certificate certificate(JsonNode encoded) throws Exception {
    byte[] pem = Base64.getDecoder().decode(encoded.asText());
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }
}

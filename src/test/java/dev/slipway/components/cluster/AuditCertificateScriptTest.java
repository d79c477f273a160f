package dev.slipway.components.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.guard.BundleScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scripts that create the authority of the log store and its certificates, with openssl. */
class AuditCertificateScriptTest {
  @Test
  void certificateNamesClusterEnvironmentAndUse() throws Exception {
    String authority = run("audit-ca.sh", Map.of("ENVIRONMENT", "staging", "YEARS", "20"), "");
    X509Certificate issuer = certificate(authority, "ca");
    assertEquals("CN=audit events,O=staging", issuer.getSubjectX500Principal().getName());
    assertEquals(0, issuer.getBasicConstraints());

    String lines = run("audit-certificate.sh", subject("staging-osl2", "clientAuth"), authority);
    X509Certificate client = certificate(lines, "certificate");
    client.verify(issuer.getPublicKey());
    assertEquals("CN=staging-osl2,O=staging", client.getSubjectX500Principal().getName());
    assertEquals(-1, client.getBasicConstraints());
    assertEquals(List.of("1.3.6.1.5.5.7.3.2"), client.getExtendedKeyUsage());
    assertEquals(issuer, certificate(lines, "ca"));
  }

  @Test
  void anotherAuthorityDoesNotVerifyIt() throws Exception {
    Map<String, String> environment = Map.of("ENVIRONMENT", "staging", "YEARS", "20");
    String authority = run("audit-ca.sh", environment, "");
    String other = run("audit-ca.sh", environment, "");
    String lines = run("audit-certificate.sh", subject("audit-store", "serverAuth"), authority);
    X509Certificate server = certificate(lines, "certificate");
    assertEquals("[[2, audit-store]]", String.valueOf(server.getSubjectAlternativeNames()));
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), server.getExtendedKeyUsage());
    assertThrows(
        SignatureException.class, () -> server.verify(certificate(other, "ca").getPublicKey()));
  }

  private static Map<String, String> subject(String name, String usage) {
    return Map.of("ENVIRONMENT", "staging", "NAME", name, "USAGE", usage, "YEARS", "20");
  }

  private static X509Certificate certificate(String lines, String name)
      throws GeneralSecurityException {
    byte[] pem = NamedPems.pem(lines, name).getBytes(StandardCharsets.UTF_8);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }

  private static String run(String script, Map<String, String> environment, String input)
      throws IOException {
    return BundleScript.run(environment, input, List.of(script));
  }
}

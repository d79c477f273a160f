package dev.slipway.lab.staging;

import dev.slipway.value.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client certificate that a command of Slipway has issued. */
record ClientCertificate(X509Certificate certificate) {
  private static final Pattern ENCODED =
      Pattern.compile("\"(?:client-certificate-data|crt)\":\"([^\"]+)\"");

  static ClientCertificate ofPem(String pem) throws GeneralSecurityException {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    return new ClientCertificate(
        (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes));
  }

  /** Reads that of a kubeconfig or talosconfig. */
  static ClientCertificate ofConfig(String config) throws GeneralSecurityException {
    Matcher encoded = ENCODED.matcher(config);
    if (!encoded.find()) {
      throw new AssertionError("the configuration has no client certificate");
    }
    byte[] pem = Base64.getDecoder().decode(encoded.group(1));
    return ofPem(new String(pem, StandardCharsets.US_ASCII));
  }

  Duration lifetime() {
    return Duration.between(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  /** Returns the id by which the API server names it in {@code user.extra} of an audit event. */
  String credentialId() throws GeneralSecurityException {
    return "X509SHA256=" + Sha256.of(certificate.getEncoded());
  }
}

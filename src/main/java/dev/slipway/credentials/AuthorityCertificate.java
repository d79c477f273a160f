package dev.slipway.credentials;

import dev.slipway.value.Sha256;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/**
 * The certificate of the authority of an API server, as another stack exported it. It is public.
 *
 * @param pem exactly one certificate, without any other text
 */
public record AuthorityCertificate(String pem, Sha256 fingerprint) {

  /**
   * Reads a certificate.
   *
   * @throws IllegalArgumentException if the text is not exactly one certificate
   */
  public static AuthorityCertificate read(String pem) {
    try {
      byte[] content = Pem.content(pem);
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      byte[] encoded = factory.generateCertificate(new ByteArrayInputStream(content)).getEncoded();
      return new AuthorityCertificate(Pem.write("CERTIFICATE", encoded), Sha256.of(encoded));
    } catch (CertificateException | IllegalArgumentException invalid) {
      throw new IllegalArgumentException("is not one certificate", invalid);
    }
  }
}

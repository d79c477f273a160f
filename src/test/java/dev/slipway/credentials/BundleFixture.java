package dev.slipway.credentials;

import dev.slipway.document.ClasspathFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** A secrets bundle that belongs to no cluster, and readers of what is issued from it. */
public final class BundleFixture {
  private BundleFixture() {}

  /** Returns the bundle as talosctl wrote it. */
  public static String yaml() {
    return ClasspathFile.text("/talos-secrets-of-no-cluster.yaml");
  }

  static SecretsBundle bundle() {
    return SecretsBundle.read(yaml());
  }

  /** Returns an authority with the certificate of the bundle's and a key of its own. */
  static CertificateAuthority otherAuthority() {
    ClientCertificate issued =
        bundle().kubernetesAdmin("other", Instant.EPOCH, Duration.ofHours(1));
    return CertificateAuthority.of(bundle().kubernetesAuthorityPem(), issued.keyPem());
  }

  static X509Certificate certificate(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  static PrivateKey key(String pem, String algorithm) throws GeneralSecurityException {
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}

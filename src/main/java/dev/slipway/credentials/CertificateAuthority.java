package dev.slipway.credentials;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * A certificate authority of a cluster. Talos uses ECDSA with P-256 for Kubernetes and Ed25519 for
 * its own API.
 *
 * @param certificatePem its certificate, which is public
 */
record CertificateAuthority(
    String certificatePem, X509Certificate certificate, PrivateKey key, Algorithm algorithm) {

  /** The object identifiers are in RFC 5480, RFC 5758 and RFC 8410. */
  enum Algorithm {
    ECDSA_P256("EC", "SHA256withECDSA", "2a8648ce3d040302"),
    ED25519("Ed25519", "Ed25519", "2b6570");

    private static final String EC_PUBLIC_KEY = "2a8648ce3d0201";
    private static final String P256 = "2a8648ce3d030107";

    private final String keys;
    private final String signature;
    private final String identifier;

    Algorithm(String keys, String signature, String identifier) {
      this.keys = keys;
      this.signature = signature;
      this.identifier = identifier;
    }

    /** Returns the name of the algorithm for Java's key classes. */
    String keys() {
      return keys;
    }

    /** Returns the identifier of the signature's algorithm, as certificates contain it. */
    byte[] inCertificates() {
      return Der.sequence(Der.identifier(identifier));
    }

    /** Returns a key in PKCS #8, the only format that Java reads. */
    private byte[] pkcs8(String pem) {
      byte[] content = Pem.content(pem);
      return Pem.label(pem).equals("EC PRIVATE KEY")
          ? Der.sequence(
              Der.integer(BigInteger.ZERO),
              Der.sequence(Der.identifier(EC_PUBLIC_KEY), Der.identifier(P256)),
              Der.octets(content))
          : content;
    }
  }

  /**
   * Reads an authority.
   *
   * @throws IllegalArgumentException without the texts, because the key is secret
   */
  static CertificateAuthority of(String certificatePem, String keyPem) {
    try {
      X509Certificate certificate = read(Pem.content(certificatePem));
      Algorithm algorithm =
          switch (certificate.getPublicKey().getAlgorithm()) {
            case "EC" -> Algorithm.ECDSA_P256;
            case "EdDSA", "Ed25519" -> Algorithm.ED25519;
            default ->
                throw new IllegalArgumentException(
                    "the certificate authority has a key of type %s; supported: ECDSA with P-256, Ed25519"
                        .formatted(certificate.getPublicKey().getAlgorithm()));
          };
      PrivateKey key =
          KeyFactory.getInstance(algorithm.keys())
              .generatePrivate(new PKCS8EncodedKeySpec(algorithm.pkcs8(keyPem)));
      return new CertificateAuthority(certificatePem, certificate, key, algorithm);
    } catch (GeneralSecurityException invalid) {
      throw new IllegalArgumentException(
          "not a valid certificate authority: " + invalid.getClass().getSimpleName());
    }
  }

  static X509Certificate read(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /** Returns the signature of {@code content} by the authority's key. */
  byte[] sign(byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm.signature);
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }

  /** Returns a text without the key. */
  @Override
  public String toString() {
    return "CertificateAuthority[" + certificate.getSubjectX500Principal() + "]";
  }
}

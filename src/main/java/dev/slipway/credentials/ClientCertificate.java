package dev.slipway.credentials;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import javax.security.auth.x500.X500Principal;

/**
 * A client certificate with its key, in PEM.
 *
 * @param expires when it stops to be valid
 */
public record ClientCertificate(String certificatePem, String keyPem, Instant expires) {
  /** The longest lifetime: nothing revokes a client certificate of Kubernetes or Talos. */
  public static final Duration MAX_LIFETIME = Duration.ofHours(24);

  /** How far the clock of a server can be behind the clock of this computer. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final int SERIAL_BITS = 127;

  /** The octet string that wraps an identifier in an extension has two bytes in front. */
  private static final int WRAPPER = 2;

  private static final String KEY_USAGE = "551d0f";
  private static final String EXTENDED_KEY_USAGE = "551d25";
  private static final String AUTHORITY_KEY_IDENTIFIER = "551d23";
  private static final String CLIENT_AUTH = "2b06010505070302";
  private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

  /** DER of a BIT STRING with the first bit, digitalSignature. */
  private static final byte[] DIGITAL_SIGNATURE = {0x03, 0x02, 0x07, (byte) 0x80};

  /** DER of BOOLEAN true. */
  private static final byte[] CRITICAL = {0x01, 0x01, (byte) 0xff};

  /**
   * Issues a certificate with a new key.
   *
   * @param subject for example {@code CN=admin,O=system:masters}
   */
  static ClientCertificate issue(
      CertificateAuthority authority, String subject, Instant now, Duration lifetime) {
    requireShort(lifetime);
    try {
      KeyPair keys = newKeys(authority.algorithm());
      Instant expires = now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
      byte[] content = content(authority, subject, keys, now.minus(CLOCK_SKEW), expires);
      byte[] certificate =
          Der.sequence(
              content, authority.algorithm().inCertificates(), Der.bits(authority.sign(content)));
      return new ClientCertificate(
          Pem.write("CERTIFICATE", certificate),
          Pem.write("PRIVATE KEY", keys.getPrivate().getEncoded()),
          expires);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void requireShort(Duration lifetime) {
    if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "the lifetime of a credential is from 1 minute to %d hours; it was %s"
              .formatted(MAX_LIFETIME.toHours(), lifetime));
    }
  }

  private static KeyPair newKeys(CertificateAuthority.Algorithm algorithm)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keys());
    if (algorithm == CertificateAuthority.Algorithm.ECDSA_P256) {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    }
    return generator.generateKeyPair();
  }

  private static byte[] content(
      CertificateAuthority authority, String subject, KeyPair keys, Instant from, Instant to) {
    byte[] version3 = Der.value(Der.CONTEXT, Der.integer(BigInteger.TWO));
    BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1);
    return Der.sequence(
        version3,
        Der.integer(serial),
        authority.algorithm().inCertificates(),
        authority.certificate().getSubjectX500Principal().getEncoded(),
        Der.sequence(Der.time(from), Der.time(to)),
        new X500Principal(subject).getEncoded(),
        keys.getPublic().getEncoded(),
        Der.value(Der.CONTEXT | 3, Der.sequence(extensions(authority))));
  }

  private static byte[][] extensions(CertificateAuthority authority) {
    byte[] usage = Der.sequence(Der.identifier(KEY_USAGE), CRITICAL, Der.octets(DIGITAL_SIGNATURE));
    byte[] client =
        Der.sequence(
            Der.identifier(EXTENDED_KEY_USAGE),
            Der.octets(Der.sequence(Der.identifier(CLIENT_AUTH))));
    byte[] ofAuthority = authority.certificate().getExtensionValue(SUBJECT_KEY_IDENTIFIER);
    return ofAuthority == null
        ? new byte[][] {usage, client}
        : new byte[][] {usage, client, authorityKey(ofAuthority)};
  }

  /** Returns the extension with which clients find the authority among several. */
  private static byte[] authorityKey(byte[] wrapped) {
    byte[] identifier = Arrays.copyOfRange(wrapped, 2 * WRAPPER, wrapped.length);
    return Der.sequence(
        Der.identifier(AUTHORITY_KEY_IDENTIFIER),
        Der.octets(Der.sequence(Der.value(Der.CONTEXT_PRIMITIVE, identifier))));
  }

  /** Returns a text without the key. */
  @Override
  public String toString() {
    return "ClientCertificate[expires " + expires + "]";
  }
}

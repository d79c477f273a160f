package dev.slipway.credentials;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that are issued from a bundle, read by Java's own classes. */
class SecretsBundleTest {
  private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final SecretsBundle BUNDLE = BundleFixture.bundle();

  @Test
  void authoritiesIssueCertificatesThatChainToThem() throws GeneralSecurityException {
    validate(kubernetes(NOW), BUNDLE.kubernetesAuthorityPem(), NOW);
    validate(talos(NOW), BUNDLE.talosAuthorityPem(), NOW);
  }

  @Test
  void certificateOfAnotherAuthorityDoesNotChain() {
    CertificateAuthority other = BundleFixture.otherAuthority();
    ClientCertificate issued = ClientCertificate.issue(other, "O=system:masters", NOW, HOUR);
    assertThrows(
        CertPathValidatorException.class,
        () -> validate(issued, BUNDLE.kubernetesAuthorityPem(), NOW));
  }

  @Test
  void certificatesAreValidForTheirLifetimeAndForServersWhoseClockIsBehind()
      throws GeneralSecurityException {
    X509Certificate issued = certificate(kubernetes(NOW));
    assertEquals(NOW.minus(Duration.ofMinutes(5)), issued.getNotBefore().toInstant());
    assertEquals(NOW.plus(HOUR), issued.getNotAfter().toInstant());
    assertEquals(NOW.plus(HOUR), kubernetes(NOW).expires());
    assertThrows(
        CertPathValidatorException.class,
        () ->
            validate(
                kubernetes(NOW), BUNDLE.kubernetesAuthorityPem(), NOW.plus(HOUR).plusSeconds(1)));
  }

  @Test
  void timesAfter2049HaveFourDigitsForTheYear() throws GeneralSecurityException {
    Instant late = Instant.parse("2049-12-31T23:30:00Z");
    X509Certificate issued = certificate(kubernetes(late));
    assertEquals(late.plus(HOUR), issued.getNotAfter().toInstant());
    assertEquals(late.minus(Duration.ofMinutes(5)), issued.getNotBefore().toInstant());
  }

  @Test
  void subjectsHaveTheOrganizationsThatTheServersAuthorize() throws GeneralSecurityException {
    assertEquals(
        "CN=a-user,O=system:masters",
        certificate(kubernetes(NOW)).getSubjectX500Principal().getName());
    assertEquals("O=os:admin", certificate(talos(NOW)).getSubjectX500Principal().getName());
  }

  @Test
  void certificatesAreOnlyForClients() throws GeneralSecurityException {
    for (ClientCertificate issued : List.of(kubernetes(NOW), talos(NOW))) {
      X509Certificate certificate = certificate(issued);
      assertEquals(List.of("1.3.6.1.5.5.7.3.2"), certificate.getExtendedKeyUsage());
      assertArrayEquals(
          new boolean[] {true, false, false, false, false, false, false, false, false},
          certificate.getKeyUsage());
      assertEquals(-1, certificate.getBasicConstraints());
      assertTrue(certificate.getSerialNumber().signum() > 0);
    }
  }

  @Test
  void certificatesNameTheirAuthority() throws GeneralSecurityException {
    byte[] ofAuthority =
        BundleFixture.certificate(BUNDLE.kubernetesAuthorityPem()).getExtensionValue("2.5.29.14");
    byte[] ofIssued = certificate(kubernetes(NOW)).getExtensionValue("2.5.29.35");
    assertArrayEquals(
        Arrays.copyOfRange(ofAuthority, ofAuthority.length - 20, ofAuthority.length),
        Arrays.copyOfRange(ofIssued, ofIssued.length - 20, ofIssued.length));
  }

  @Test
  void keysBelongToTheirCertificates() throws GeneralSecurityException {
    assertSigns(kubernetes(NOW), "EC", "SHA256withECDSA");
    assertSigns(talos(NOW), "Ed25519", "Ed25519");
  }

  @Test
  void everyCertificateHasANewKeyAndSerialNumber() throws GeneralSecurityException {
    X509Certificate one = certificate(kubernetes(NOW));
    X509Certificate other = certificate(kubernetes(NOW));
    assertNotEquals(one.getPublicKey(), other.getPublicKey());
    assertNotEquals(one.getSerialNumber(), other.getSerialNumber());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1H", "PT24H1S", "P365D"})
  void lifetimesAreShort(String lifetime) {
    assertThrows(
        IllegalArgumentException.class,
        () -> BUNDLE.kubernetesAdmin("a-user", NOW, Duration.parse(lifetime)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secretword",
        "certs: secretword",
        "certs: {k8s: {crt: secretword",
        "certs: {k8s: {crt: c2VjcmV0d29yZA==, key: c2VjcmV0d29yZA==}}",
        "certs: {k8s: {crt: secretword!, key: secretword!}}"
      })
  void messagesAboutInvalidBundlesHaveNoPartOfThem(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> SecretsBundle.read(text));
    for (Throwable one = refusal; one != null; one = one.getCause()) {
      assertFalse(one.toString().contains("secretword"), one.toString());
    }
  }

  /** Talos takes the roles from the organizations of the certificate. */
  @ParameterizedTest
  @ValueSource(strings = {"os:reader", "os:operator", "os:admin"})
  void certificateForTalosHasOneRole(String role) throws GeneralSecurityException {
    X509Certificate issued =
        certificate(BUNDLE.forTalos(TalosRole.parse(role), NOW, Duration.ofHours(1)));
    assertEquals("O=" + role, issued.getSubjectX500Principal().getName());
  }

  @Test
  void textsOfObjectsHaveNoKey() {
    assertEquals("SecretsBundle[]", BUNDLE.toString());
    assertEquals("ClientCertificate[expires 2027-03-01T13:00:00Z]", kubernetes(NOW).toString());
  }

  private static ClientCertificate kubernetes(Instant now) {
    return BUNDLE.kubernetesAdmin("a-user", now, HOUR);
  }

  private static ClientCertificate talos(Instant now) {
    return BUNDLE.forTalos(TalosRole.ADMIN, now, HOUR);
  }

  private static X509Certificate certificate(ClientCertificate issued)
      throws GeneralSecurityException {
    return BundleFixture.certificate(issued.certificatePem());
  }

  private static void validate(ClientCertificate issued, String authority, Instant at)
      throws GeneralSecurityException {
    TrustAnchor anchor = new TrustAnchor(BundleFixture.certificate(authority), null);
    PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate(issued))),
            parameters);
  }

  private static void assertSigns(ClientCertificate issued, String keys, String algorithm)
      throws GeneralSecurityException {
    byte[] content = "content".getBytes(StandardCharsets.UTF_8);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(BundleFixture.key(issued.keyPem(), keys));
    signature.update(content);
    byte[] signed = signature.sign();
    signature.initVerify(certificate(issued).getPublicKey());
    signature.update(content);
    assertTrue(signature.verify(signed));
  }
}

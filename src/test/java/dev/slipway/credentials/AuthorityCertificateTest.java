package dev.slipway.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.components.testing.MockDeployment;
import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that other stacks export. */
class AuthorityCertificateTest {
  private static final String PEM =
      String.valueOf(
          MockDeployment.outputsOf(FleetFixture.cluster("staging")).get("certificateAuthorityPem"));

  @Test
  void keepsTheCertificateAlone() {
    AuthorityCertificate read = AuthorityCertificate.read(PEM);
    assertEquals(PEM, read.pem());
    assertEquals(read, AuthorityCertificate.read("\n" + PEM.replace("\n", "\r\n") + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "AAAA", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
  void refusesInvalidCertificate(String text) {
    assertThrows(IllegalArgumentException.class, () -> AuthorityCertificate.read(text));
  }

  @Test
  void refusesTwoCertificates() {
    assertThrows(IllegalArgumentException.class, () -> AuthorityCertificate.read(PEM + PEM));
  }
}

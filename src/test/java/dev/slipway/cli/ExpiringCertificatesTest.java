package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.credentials.BundleFixture;
import dev.slipway.credentials.EndingCertificate;
import dev.slipway.credentials.SecretsBundle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Certificates in the texts of a state. */
class ExpiringCertificatesTest {
  /** The fixture's authorities end at this time. */
  private static final Instant END = Instant.parse("2036-11-23T01:26:20Z");

  private static final Map<String, List<String>> STATE =
      Map.of(
          "staging-talos-bundle", List.of("", BundleFixture.yaml()),
          "staging", List.of(SecretsBundle.read(BundleFixture.yaml()).kubernetesAuthorityPem()));

  @Test
  void listsCertificatesThatEndBeforeTheLimit() {
    assertEquals(
        List.of(
            "warning: certificate O=kubernetes of staging ends 2036-11-23T01:26:20Z; nothing renews"
                + " it",
            "warning: certificate O=kubernetes of staging-talos-bundle ends 2036-11-23T01:26:20Z;"
                + " nothing renews it",
            "warning: certificate O=talos of staging-talos-bundle ends 2036-11-23T01:26:20Z;"
                + " nothing renews it"),
        warnings(END.plusSeconds(1)));
  }

  @Test
  void listsNothingElse() {
    assertEquals(List.of(), warnings(END));
  }

  private static List<String> warnings(Instant limit) {
    return ExpiringCertificates.warnings(
        EndingCertificate.in(STATE), limit.minus(ExpiringCertificates.NOTICE));
  }
}

package dev.slipway.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateScanTest {
  private static final String KUBERNETES =
      """
      -----BEGIN CERTIFICATE-----
      MIIBQDCB86ADAgECAhRnPtOJ/4q2quH8qMIM08R3nOlqEDAFBgMrZXAwFTETMBEG
      A1UECgwKa3ViZXJuZXRlczAgFw0yNjExMjYwMjI0MThaGA8yMTI2MTEwMjAyMjQx
      OFowFTETMBEGA1UECgwKa3ViZXJuZXRlczAqMAUGAytlcAMhABMnZg9BIspFPa1a
      HHDWyZkQlOPjealgmsPIB8KmIRJJo1MwUTAdBgNVHQ4EFgQUpYgf/fYYiKELzgqZ
      /7/43GC37fUwHwYDVR0jBBgwFoAUpYgf/fYYiKELzgqZ/7/43GC37fUwDwYDVR0T
      AQH/BAUwAwEB/zAFBgMrZXADQQBDLKX4/5ubI/MHzbZsaCxxBbd6+msEb21yiLOv
      c6/bRo5HVQQU48EBaopFjnWYZgbRp7LKmj/Kw/LTERrkKmcM
      -----END CERTIFICATE-----
      """;

  /** Talos' certificate authority of the aggregator has neither a subject nor an issuer. */
  private static final String WITHOUT_ISSUER =
      """
      -----BEGIN CERTIFICATE-----
      MIIBFjCByaADAgECAhR2pzs6/nuLZ5ujEaR4YU1sTrrkFTAFBgMrZXAwADAgFw0y
      NjExMjYwMjI0MThaGA8yMTI2MTEwMjAyMjQxOFowADAqMAUGAytlcAMhAFOcfYF8
      TyenHdgIfxmIrHD0K7S4aIz85Sog6C3+5Lt5o1MwUTAdBgNVHQ4EFgQUH36p8WlN
      g3xv2USxm+wbjv8CW9owHwYDVR0jBBgwFoAUH36p8WlNg3xv2USxm+wbjv8CW9ow
      DwYDVR0TAQH/BAUwAwEB/zAFBgMrZXADQQC/Vpb7t70vVvnyBLM8K87d7pCHLgeP
      Z8kusYv/8irb5fccmAbfq59HG9svTDoQEQeOmNlqiSiI9lGwH1gpYYYC
      -----END CERTIFICATE-----
      """;

  @Test
  void findsCertificatesInPemAndInBase64() {
    assertEquals(List.of("O=kubernetes"), subjects("a: |\n" + KUBERNETES));
    assertEquals(List.of("O=kubernetes"), subjects("crt: " + base64(KUBERNETES) + "\n"));
  }

  @Test
  void ignoresCertificateThatJavaCannotRead() {
    assertEquals(
        List.of("O=kubernetes"),
        subjects(WITHOUT_ISSUER + base64(WITHOUT_ISSUER) + "\n" + KUBERNETES));
  }

  /** The lines of the load balancers' authority; the length of the key shifts the base64. */
  @Test
  void findsCertificateAfterKeyInBase64() {
    for (String key : List.of("AA==", "AAA=", "AAAA", "AAAAAAAA")) {
      String pem = "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n";
      assertEquals(
          List.of("O=kubernetes"),
          subjects("ca-key %s\nserver %s\n".formatted(base64(pem), base64(pem + KUBERNETES))),
          key);
    }
  }

  private static List<String> subjects(String text) {
    return CertificateScan.in(text).stream()
        .map(one -> one.getSubjectX500Principal().getName())
        .toList();
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }
}

package dev.slipway.credentials;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Certificates in texts of any format: in PEM, or in base64 of PEM as Talos, Kubernetes and {@code
 * load-balancer-ca.sh} write them, also after a key.
 */
public final class CertificateScan {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

  private static final Pattern PEM =
      Pattern.compile(BEGIN + "[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

  /** Base64 of a text that begins as PEM does; 9 bytes are whole quanta. */
  private static final Pattern BASE64 =
      Pattern.compile(
          Base64.getEncoder().encodeToString("-----BEGI".getBytes(StandardCharsets.US_ASCII))
              + "[A-Za-z0-9+/]+=*");

  private CertificateScan() {}

  /** Returns every certificate in the text that Java can read, once. */
  public static Set<X509Certificate> in(String text) {
    Set<X509Certificate> found = new LinkedHashSet<>();
    Stream.concat(pem(text), BASE64.matcher(text).results().map(CertificateScan::decoded))
        .flatMap(CertificateScan::pem)
        .flatMap(CertificateScan::read)
        .forEach(found::add);
    return found;
  }

  private static Stream<String> pem(String text) {
    return PEM.matcher(text).results().map(MatchResult::group);
  }

  private static String decoded(MatchResult base64) {
    return new String(Base64.getMimeDecoder().decode(base64.group()), StandardCharsets.US_ASCII);
  }

  /**
   * Returns the certificate. Java cannot read one without an issuer, as Talos' certificate
   * authority of the API server's aggregator is; it ends with the bundle's other ones, which are
   * returned.
   */
  private static Stream<X509Certificate> read(String pem) {
    try {
      return Stream.of(CertificateAuthority.read(Pem.content(pem)));
    } catch (CertificateException unsupported) {
      return Stream.empty();
    }
  }
}

package dev.slipway.credentials;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A certificate in the state of a stack, which nothing renews.
 *
 * @param resource the last part of the resource's URN
 * @param subject the distinguished name, for example {@code O=kubernetes}
 */
public record EndingCertificate(String resource, String subject, Instant ends) {

  /**
   * Returns the certificates in texts, once per resource, in the order of their ends.
   *
   * @param texts texts in the outputs of each resource
   */
  public static List<EndingCertificate> in(Map<String, List<String>> texts) {
    return texts.entrySet().stream()
        .flatMap(
            resource ->
                resource.getValue().stream()
                    .flatMap(text -> CertificateScan.in(text).stream())
                    .map(
                        one ->
                            new EndingCertificate(
                                resource.getKey(),
                                one.getSubjectX500Principal().getName(),
                                one.getNotAfter().toInstant())))
        .distinct()
        .sorted(
            Comparator.comparing(EndingCertificate::ends)
                .thenComparing(EndingCertificate::resource)
                .thenComparing(EndingCertificate::subject))
        .toList();
  }

  /** Returns a warning for people. */
  public String warning() {
    return "warning: certificate %s of %s ends %s; nothing renews it"
        .formatted(subject, resource, ends);
  }
}

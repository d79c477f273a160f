package dev.slipway.cli;

import dev.slipway.credentials.CertificateScan;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiException;
import dev.slipway.recovery.StackState;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The certificates in a stack's state that end soon: authorities, and every other certificate that
 * a resource keeps. Credentials that are issued at each run are not in the state.
 */
final class ExpiringCertificates {
  /** How long before its end a certificate is listed. */
  static final Duration NOTICE = Duration.ofDays(60);

  private ExpiringCertificates() {}

  /** Prints a warning for each; a state that cannot be read is reported as not assessed. */
  static void warn(String stack, PrintWriter err) {
    try {
      StackState state = StackState.read(new PulumiCli(stack).exportWithSecrets());
      in(state.texts(), Instant.now().plus(NOTICE)).forEach(err::println);
    } catch (PulumiException unreadable) {
      err.println("certificates in the state: not assessed; " + unreadable.getMessage());
    }
    err.flush();
  }

  /** Returns a line for each certificate that ends before {@code limit}. */
  static List<String> in(Map<String, List<String>> texts, Instant limit) {
    return texts.entrySet().stream()
        .flatMap(
            resource ->
                resource.getValue().stream()
                    .flatMap(text -> CertificateScan.in(text).stream())
                    .filter(one -> one.getNotAfter().toInstant().isBefore(limit))
                    .map(
                        one ->
                            "warning: certificate %s of %s ends %s; nothing renews it"
                                .formatted(
                                    one.getSubjectX500Principal().getName(),
                                    resource.getKey(),
                                    one.getNotAfter().toInstant())))
        .distinct()
        .toList();
  }
}

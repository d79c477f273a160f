package dev.slipway.cli;

import dev.slipway.credentials.EndingCertificate;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiException;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.recovery.StackState;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The certificates in a stack's state that end soon: authorities, and every other certificate that
 * a resource keeps. Credentials that are issued at each run are not in the state.
 */
final class ExpiringCertificates {
  /** How long before its end a certificate is listed. */
  static final Duration NOTICE = Duration.ofDays(60);

  private ExpiringCertificates() {}

  /** Prints a warning for each; a state that cannot be read is reported as not assessed. */
  static void warn(ClusterPlan plan, PrintWriter err) {
    warnings(plan).forEach(err::println);
    err.flush();
  }

  /** Returns a warning for each; a state that cannot be read is reported as not assessed. */
  static List<String> warnings(ClusterPlan plan) {
    try {
      PulumiCli stack = PulumiProgram.ofThisProcess().stack(plan.environment(), plan.name().text());
      StackState state = StackState.read(stack.exportWithSecrets());
      return warnings(EndingCertificate.in(state.texts()), Instant.now());
    } catch (PulumiException unreadable) {
      return List.of("certificates in the state: not assessed; " + unreadable.getMessage());
    }
  }

  /** Returns a line for each certificate that ends soon after {@code now}. */
  static List<String> warnings(List<EndingCertificate> certificates, Instant now) {
    return soon(certificates, now).map(EndingCertificate::warning).toList();
  }

  /** Returns the certificates that end soon after {@code now}. */
  static Stream<EndingCertificate> soon(List<EndingCertificate> certificates, Instant now) {
    return certificates.stream().filter(one -> one.ends().isBefore(now.plus(NOTICE)));
  }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.CliRun;
import org.junit.jupiter.api.Test;

class KubeconfigTest {

  /** Zitadel decides how long a token is valid. */
  @Test
  void refusesLifetimeOfASignIn() {
    CliRun run = CliRun.of("kubeconfig", "staging-osl2", "--sign-in", "--ttl", "2h");
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().contains("--ttl is for a certificate"), run.err());
  }

  @Test
  void refusesBrowserWithoutASignIn() {
    CliRun run = CliRun.of("kubeconfig", "staging-osl2", "--browser");
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().contains("add --sign-in"), run.err());
  }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.CliRun;
import org.junit.jupiter.api.Test;

/** The role of a talosconfig. */
class TalosconfigTest {
  @Test
  void anUnknownRoleIsRefusedWithTheRoles() {
    CliRun run = CliRun.of("talosconfig", "staging-osl2", "--role", "admin");
    assertEquals(ExitCodes.INVALID.code(), run.exitCode(), run.err());
    assertTrue(
        run.err()
            .contains(
                "'admin' is not a role of the Talos API; expected os:reader, os:operator,"
                    + " os:admin"),
        run.err());
  }
}

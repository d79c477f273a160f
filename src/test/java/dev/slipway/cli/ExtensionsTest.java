package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.testing.CliRun;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command that plans a fleet plans it with the extensions of the program. */
class ExtensionsTest {
  private static final PlanExtensions REFUSING =
      PlanExtensions.NONE.withCheck(
          "refusing", file -> List.of(file.problem("", "is refused by an extension")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "plan staging",
        "plan staging --diff-from stacks",
        "sbom",
        "preflight staging",
        "drift staging",
        "evidence staging",
        "doctor staging",
        "kubeconfig staging --sign-in",
        "talosconfig staging",
        "identity check staging",
        "recover staging"
      })
  void areInThePlanOf(String line) {
    CliRun run = CliRun.of(REFUSING, line.split(" ", -1));
    assertEquals(ExitCodes.INVALID.code(), run.exitCode(), run.toString());
    assertTrue(run.err().contains("is refused by an extension"), run.err());
  }
}

package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environment variable of the destroy of a cluster that is gone, in an update. */
class DeleteUnreachableTest {
  private static final String VARIABLE = "PULUMI_K8S_DELETE_UNREACHABLE";

  @TempDir private Path folder;

  /** An update would delete workers without a drain while the API does not answer. */
  @Test
  void updateIsRefused() throws IOException {
    try (Attempt attempt = new Attempt(folder)) {
      assertEquals(
          "nothing is changed: PULUMI_K8S_DELETE_UNREACHABLE is set, so an API server of stack"
              + " staging-osl2 that does not answer would cost resources and workers; unset"
              + " PULUMI_K8S_DELETE_UNREACHABLE: it is only for the destroy of a cluster that is"
              + " gone",
          attempt.variable(VARIABLE, "true").refusal());
    }
  }

  @Test
  void otherValuesHaveNoEffect() throws IOException {
    try (Attempt attempt = new Attempt(folder)) {
      String message = attempt.variable(VARIABLE, "false").refusal();
      assertFalse(message.contains(VARIABLE), message);
    }
  }
}

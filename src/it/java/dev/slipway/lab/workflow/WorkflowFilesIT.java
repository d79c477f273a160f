package dev.slipway.lab.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A change from a branch to staging by the workflow files of GitHub, whose jobs run as written, on
 * a Git server and with the lab's cloud: lab/workflows/lab_flow.py.
 */
@Tag("change-workflow")
class WorkflowFilesIT {
  private static final int MINUTES = 25;

  @Test
  void changeIsReviewedAndDeployed() {
    Lab.lab(30, "run", "staging").orFail("lab run");
    String line = "cd lab && python3 -m unittest -v -f workflows.lab_flow";
    CommandResult result = Lab.lab(MINUTES, "exec", "--", "bash", "-c", line);
    System.out.println(result.output());
    assertEquals(0, result.exitCode());
  }
}

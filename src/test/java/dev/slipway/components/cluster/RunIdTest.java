package dev.slipway.components.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.pulumi.command.local.enums.Logging;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.guard.BundleScript;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunIdTest {
  private static final String COMMAND = "staging-load-balancer-1-node";

  /** The output of a command of the in-memory engine is its name and this. */
  private static final String STDOUT = " stdout";

  private record Inputs(String script, Map<String, String> environment, String stdin) {}

  private static final Inputs FORMER = new Inputs("run-id.sh", Map.of("NODE", "one"), "former");

  @Test
  void commandHasTheOutputOfTheResourceThatIsUpdatedBeforeIt() {
    List<ResourceArgs> registered = registered(FORMER);
    assertEquals(
        List.of(COMMAND + "-run", COMMAND),
        registered.stream().map(one -> one.name).collect(Collectors.toList()));
    assertEquals(
        Map.of("NODE", "one", "RUN", COMMAND + "-run" + STDOUT),
        registered.get(1).inputs.get("environment"));
  }

  @Test
  void eachChangeOfAnInputChangesTheRun() {
    assertEquals(digest(FORMER), digest(FORMER));
    assertNotEquals(
        digest(FORMER), digest(new Inputs(FORMER.script, FORMER.environment, "planned")));
    assertNotEquals(
        digest(FORMER), digest(new Inputs(FORMER.script, Map.of("NODE", "two"), FORMER.stdin)));
    assertNotEquals(
        digest(FORMER), digest(new Inputs("talos-secrets.sh", FORMER.environment, FORMER.stdin)));
  }

  /** The same run ID again would make an edit that failed and its undo no difference. */
  @Test
  void noRunIdIsUsedTwice() throws IOException {
    List<String> script = List.of("run-id.sh");
    String first = BundleScript.run(Map.of("CLUSTER", "staging"), "", script);
    assertEquals(16, first.length());
    assertNotEquals(first, BundleScript.run(Map.of("CLUSTER", "staging"), "", script));
  }

  private static Map<String, Object> digest(Inputs inputs) {
    return registered(inputs).get(0).inputs;
  }

  private static List<ResourceArgs> registered(Inputs inputs) {
    MockDeployment deployment = new MockDeployment();
    deployment
        .run(
            FleetFixture.cluster("staging"),
            context ->
                ShellScript.converge(
                    COMMAND,
                    List.of(inputs.script),
                    inputs.environment,
                    Output.of(inputs.stdin),
                    Logging.Stderr,
                    CustomResourceOptions.builder()))
        .throwOnError();
    return deployment.registered().stream()
        .filter(one -> one.name.startsWith(COMMAND))
        .collect(Collectors.toList());
  }
}

package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.exceptions.RunException;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestResult;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OpsStackReferenceTest {

  /** An engine in which the Ops stack has no outputs, as before its first update. */
  private static final class EngineWithoutOutputs implements Mocks {
    private final List<String> registered = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
      registered.add(args.type);
      return CompletableFuture.completedFuture(
          ResourceResult.of(Optional.of("id"), Map.of("outputs", Map.of())));
    }
  }

  @Test
  void registersNothingElseIfOpsStackHasNoOutput() {
    var osl2 = FleetFixture.cluster("staging-osl2");
    ThirdPartyManifests empty = new ThirdPartyManifests("kind: List", Optional.empty());
    EngineWithoutOutputs engine = new EngineWithoutOutputs();
    TestResult result =
        PulumiTest.withMocks(engine)
            .runTest(
                context ->
                    StackProgram.run(
                        context, FleetFixture.fleet(), osl2, empty, MockDeployment.ENTRY));
    PulumiTest.cleanup();
    assertEquals(List.of("pulumi:pulumi:StackReference"), engine.registered);
    List<String> refusals =
        result.exceptions().stream()
            .filter(RunException.class::isInstance)
            .map(Throwable::getMessage)
            .toList();
    assertEquals(
        List.of(
            "stack staging has no output registrarKubeconfig, which the registration of a cluster"
                + " requires; create its Ops Cluster first: pulumi up --stack staging"),
        refusals);
  }
}

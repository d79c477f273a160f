package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.exceptions.RunException;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestResult;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OpsStackReferenceTest {

  /** An engine whose Ops stack is there and has no outputs, as before its first update. */
  private static final class Empty implements Mocks {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
      asked.add(args.type);
      return CompletableFuture.completedFuture(
          ResourceResult.of(Optional.of("id"), Map.of("outputs", Map.of())));
    }
  }

  @Test
  void withoutItNothingIsMade() {
    var osl2 = FleetFixture.cluster("staging-osl2");
    ThirdPartyManifests nothing = new ThirdPartyManifests("kind: List", Optional.empty());
    Empty engine = new Empty();
    TestResult result =
        PulumiTest.withMocks(engine)
            .runTest(context -> StackProgram.run(context, FleetFixture.fleet(), osl2, nothing));
    PulumiTest.cleanup();
    assertEquals(List.of("pulumi:pulumi:StackReference"), engine.asked);
    List<String> refusals =
        result.exceptions().stream()
            .filter(RunException.class::isInstance)
            .map(Throwable::getMessage)
            .toList();
    assertEquals(
        List.of(
            "stack staging has no output registrarKubeconfig: its Ops Cluster is not up, and nobody"
                + " can be registered at it; bring it up first: pulumi up --stack staging"),
        refusals);
  }
}

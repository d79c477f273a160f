package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.recovery.StackState;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The state has the resources that the test of the components has recorded. */
class FirstApplicationsTest {
  private static final Path OBJECTS =
      Path.of("src/test/resources/golden/kubernetes-objects/ops-cluster.yaml");
  private static final List<ClusterPlan> MANAGED =
      List.of(FleetFixture.cluster("staging-osl2"), FleetFixture.cluster("staging-sto2"));

  private static StackState state(String without) throws IOException {
    return StackState.read(
        Pattern.compile("(?m)^(kubernetes:\\S+) (\\S+):$")
            .matcher(Files.readString(OBJECTS))
            .results()
            .filter(one -> !one.group(2).contains(without))
            .map(
                one ->
                    "{\"urn\": \"urn:pulumi:s::p::%s::%s\"}".formatted(one.group(1), one.group(2)))
            .collect(Collectors.joining(",", "{\"deployment\": {\"resources\": [", "]}}")));
  }

  @Test
  void registeredClustersHaveOne() throws IOException {
    assertEquals(
        List.of("staging-osl2-baseline", "staging-sto2-baseline"),
        FirstApplications.of(state("no such name"), MANAGED));
  }

  @Test
  void clusterThatIsNotRegisteredHasNone() throws IOException {
    assertEquals(
        List.of("staging-sto2-baseline"),
        FirstApplications.of(state("-cluster-staging-osl2-"), MANAGED));
  }
}

package dev.slipway.config;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of servers and groups that follow from the names of worker pools. */
class PoolNameRulesTest {
  private static final String POOL = "  general: { count: 2, flavor: l2.c4r8.100, slot: 0 }";

  /** Names that are parts of other names, and with the endings of other names. */
  private static final List<String> NAMES =
      Stream.of("a", "b", "worker", "control-plane", "load-balancer", "endpoint", "osl2-general")
          .flatMap(name -> Stream.of("", "-1", "-b", "-port", "-node").map(name::concat))
          .toList();

  @TempDir private Path folder;
  private StackFiles files;

  /** One environment: names of two environments differ by their stacks' names. */
  @BeforeEach
  void copyStaging() {
    files =
        StackFiles.shipped(folder)
            .without("production", "production-osl2", "production-sto2")
            .with("staging", "kind: OpsCluster\n", "kind: OpsCluster\nonlyEnvironment: true\n");
  }

  @ParameterizedTest
  @CsvSource({"control-plane, control plane", "load-balancer, load balancers"})
  void refusesTheNameOfARole(String role, String text) {
    pools("staging-osl2", role);
    files.assertRefused(
        "staging-osl2.yaml:24: workers.%1$s: \"%1$s\" gives its servers the names of those of the %2$s of stack staging-osl2, for example staging-osl2-%1$s-1; choose another name for a new pool"
            .formatted(role, text));
  }

  /** Reports and rules of an environment identify servers by their names. */
  @Test
  void refusesTheNamesOfAnotherStack() {
    pools("staging", "osl2-general");
    files.assertRefused(
        "staging-osl2.yaml:24: workers.general: \"general\" gives its servers the names of those"
            + " of workers.osl2-general of stack staging, for example staging-osl2-general-1;"
            + " choose another name for a new pool");
  }

  /** A pool with more than five servers has a second group. */
  @Test
  void refusesTheSecondGroupOfALargePool() {
    pools("staging-osl2", "web", "web-b");
    files.assertRefused(
        "staging-osl2.yaml:25: workers.web-b: \"web-b\" gives its anti-affinity groups the names of"
            + " those of workers.web of stack staging-osl2, for example staging-osl2-web-b; choose"
            + " another name for a new pool");
  }

  @Test
  void refusesNamesThatAreTooLongForAHost() {
    String longest = "a".repeat(40);
    pools("staging-osl2", longest);
    files.plan();
    String datacenter = "d".repeat(20);
    files.withText(
        "staging-" + datacenter,
        files.text("staging-osl2").replace("datacenter: osl2", "datacenter: " + datacenter));
    assertTrue(
        files.problems().stream()
            .anyMatch(
                one -> one.contains("can have more than 63 characters; shorten the name by 9")),
        files.problems().toString());
  }

  /** Whatever two names the check accepts: no two servers and no two groups have the same name. */
  @Tag("values")
  @Test
  void namesOfAnyTwoPoolsAreDifferent() {
    int accepted = 0;
    for (int i = 0; i < NAMES.size(); i++) {
      for (int j = i + 1; j < NAMES.size(); j++) {
        pools("staging", NAMES.get(i), NAMES.get(j));
        Optional<FleetPlan> plan = plan();
        accepted += plan.isPresent() ? 1 : 0;
        plan.ifPresent(PoolNameRulesTest::assertUnique);
      }
    }
    assertTrue(accepted > NAMES.size(), "accepted: " + accepted);
  }

  /** A URN of Pulumi contains the type and the name, so both together are unique in a stack. */
  @Test
  void urnsAreDifferent() {
    List<String> rest = new ArrayList<>(NAMES);
    while (!rest.isEmpty()) {
      List<String> together = new ArrayList<>();
      for (String name : rest) {
        together.add(name);
        pools("staging", together.toArray(String[]::new));
        if (plan().isEmpty()) {
          together.remove(name);
        }
      }
      if (together.isEmpty()) {
        break; // The rest is refused, whatever the other pools are.
      }
      rest.removeAll(together);
      pools("staging", together.toArray(String[]::new));
      assertUrnsAreDifferent(files.plan());
    }
    assertTrue(rest.size() < NAMES.size() / 2, rest.toString());
  }

  private static void assertUrnsAreDifferent(FleetPlan fleet) {
    MockDeployment deployment = new MockDeployment();
    deployment.run(fleet, fleet.clusterOrThrow(DnsLabel.parse("staging"))).throwOnError();
    List<String> urns = new ArrayList<>();
    for (ResourceArgs one : nonEmpty(deployment.registered())) {
      urns.add(one.type + " " + one.name);
    }
    assertEquals(new HashSet<>(urns).size(), urns.size());
  }

  private Optional<FleetPlan> plan() {
    try {
      return Optional.of(files.plan());
    } catch (InvalidFleetException refused) {
      return Optional.empty();
    }
  }

  private static void assertUnique(FleetPlan fleet) {
    List<String> servers =
        fleet.clusters().stream()
            .flatMap(cluster -> cluster.servers().stream())
            .map(ServerPlan::name)
            .toList();
    assertEquals(Set.copyOf(servers).size(), servers.size(), servers.toString());
    Set<String> groups = new HashSet<>();
    for (var cluster : fleet.clusters()) {
      cluster.servers().stream()
          .filter(server -> server.serverGroup().isPresent())
          .collect(Collectors.groupingBy(server -> server.serverGroup().orElseThrow()))
          .forEach(
              (group, members) -> {
                assertTrue(groups.add(group), group);
                assertEquals(1, members.stream().map(ServerPlan::pool).distinct().count(), group);
              });
    }
  }

  /** Gives a stack pools of six servers with anti-affinity, in place of its own. */
  private void pools(String stack, String... names) {
    copyStaging();
    String pools =
        IntStream.range(0, names.length)
            .mapToObj(
                slot ->
                    "  %s: { count: 6, flavor: l2.c4r8.100, antiAffinity: true, slot: %d }"
                        .formatted(names[slot], slot))
            .collect(Collectors.joining("\n"));
    files.with(stack, POOL, pools);
  }
}

package dev.slipway.plan;

import static dev.slipway.plan.ExtensionFixture.FLEET;
import static dev.slipway.plan.ExtensionFixture.REASON;
import static dev.slipway.plan.ExtensionFixture.SYSLOG;
import static dev.slipway.plan.ExtensionFixture.assertRefused;
import static dev.slipway.plan.ExtensionFixture.host;
import static dev.slipway.plan.ExtensionFixture.refusal;
import static dev.slipway.plan.ExtensionFixture.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.document.Json;
import dev.slipway.plan.cluster.MachineConfigPatches;
import dev.slipway.plan.extension.ConnectionSource;
import dev.slipway.plan.extension.PatchSource;
import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.report.PlanReport;
import dev.slipway.value.DnsLabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnPatchTest {
  private static final DnsLabel STACK = DnsLabel.parse("staging-osl2");
  private static final Map<String, Object> SYSCTL =
      Map.of("machine", Map.of("sysctls", Map.of("vm.max_map_count", "262144")));
  private static final Map<String, Object> LOGS =
      Map.of(
          "machine",
          Map.of(
              "logging",
              Map.of(
                  "destinations",
                  List.of(Map.of("endpoint", "tcp://192.0.2.9:6514", "format", "json_lines")))));

  @SuppressWarnings("NullAway") // a program without a checker may return null
  private static List<Map<String, Object>> nothing(ClusterPlan cluster, ServerPlan node) {
    return null;
  }

  private static PlanExtensions own(PatchSource source) {
    return PlanExtensions.NONE.withMachineConfigPatches("own", source);
  }

  /** A patch of the workers of one cluster. */
  private static PatchSource ofWorkers(Map<String, Object> document) {
    return (cluster, node) ->
        cluster.name().equals(STACK) && node.role() == ServerRole.WORKER
            ? List.of(document)
            : List.of();
  }

  @Test
  void isInTheMachineConfigOfItsNodesAlone() {
    FleetPlan plain = Planner.plan(FLEET);
    FleetPlan plan = Planner.plan(FLEET, own(ofWorkers(SYSCTL)));
    for (ClusterPlan cluster : plan.clusters()) {
      for (ServerPlan node : cluster.nodes()) {
        String config = Json.stream(MachineConfigPatches.patches(cluster, node));
        String before =
            Json.stream(MachineConfigPatches.patches(plain.clusterOrThrow(cluster.name()), node));
        boolean isPatched = cluster.name().equals(STACK) && node.role() == ServerRole.WORKER;
        assertEquals(
            isPatched
                ? before.replace(
                    "\"time\":{", "\"sysctls\":{\"vm.max_map_count\":\"262144\"},\"time\":{")
                : before,
            config);
      }
    }
  }

  @Test
  void isInThePlan() {
    FleetPlan plan = Planner.plan(FLEET, own(ofWorkers(SYSCTL)));
    ClusterPlan cluster = plan.clusterOrThrow(STACK);
    String report = PlanReport.of(plan, cluster);
    assertTrue(
        report.contains(
            """
            ## Patches of machine configs

            | patch | document | servers |
            | --- | --- | --- |
            | own | {"machine":{"sysctls":{"vm.max_map_count":"262144"}}} | staging-osl2-general-1,\
            """),
        report);
  }

  @Test
  void problemOfSeveralNodesIsReportedOnce() {
    int workers = Planner.plan(FLEET).clusterOrThrow(STACK).workers().size();
    assertRefused(
        """
        1 problem in the stack files:
        1. stacks/staging-osl2.yaml: the patch "own" of staging-osl2-general-1 and %d more: \
        machine.certSANs ["x"]: is set by Slipway, and a patch only adds; remove it, or use a key \
        of the stack file\
        """
            .formatted(workers - 1),
        own(ofWorkers(Map.of("machine", Map.of("certSANs", List.of("x"))))));
  }

  @Test
  void refusesSourceThatReturnsNull() {
    String message = refusal(own(OwnPatchTest::nothing));
    assertTrue(
        message.contains(
            "the patch \"own\" of staging-osl2-control-plane-1 and 4 more: ended with"
                + " java.lang.NullPointerException: the list is null; an extension returns a list"
                + " and throws nothing: correct the program"),
        message);
  }

  @Test
  void refusesSourceThatThrowsTogetherWithOtherProblems() {
    String message =
        refusal(
            own((cluster, node) -> {
                  throw new IllegalStateException("no answer");
                })
                .withCheck("naming", file -> List.of(file.problem("", "is refused"))));
    assertTrue(message.startsWith("12 problems in the stack files:"), message);
    assertTrue(message.contains("ended with java.lang.IllegalStateException: no answer"), message);
  }

  @Test
  void refusesWhatADocumentCannotHave() {
    Map<String, Object> withNull = new HashMap<>();
    withNull.put("machine", null);
    assertNotAValue("machine is null; expected a text", withNull);
    assertNotAValue(
        "machine.x is java.lang.Double; expected a text", Map.of("machine", Map.of("x", 0.5)));
    assertNotAValue("the key machine.1 is not a text", Map.of("machine", Map.of(1, "x")));
    Map<String, Object> cycle = new HashMap<>();
    cycle.put("machine", cycle);
    assertNotAValue("at most 12 deep", cycle);
  }

  private static void assertNotAValue(String part, Map<String, Object> document) {
    String message = refusal(own(ofWorkers(document)));
    assertTrue(message.contains(part), message);
  }

  @Test
  void refusesDestinationOfLogsWithoutConnection() {
    assertRefused(
        """
        1 problem in the stack files:
        1. stacks/staging-osl2.yaml: a patch sends logs of staging-osl2-worker to 192.0.2.9, tcp \
        6514, which no connection of the program permits; add one\
        """,
        own(ofWorkers(LOGS)));
  }

  @Test
  void connectionToAnotherAddressDoesNotPermitLogs() {
    String message = refusal(own(ofWorkers(LOGS)).withConnections("syslog", to("192.0.2.10/32")));
    assertTrue(message.contains("which no connection of the program permits"), message);
  }

  @Test
  void acceptsDestinationOfLogsWithItsConnection() {
    FleetPlan plan =
        Planner.plan(FLEET, own(ofWorkers(LOGS)).withConnections("syslog", to("192.0.2.0/28")));
    assertEquals(
        plan.clusterOrThrow(STACK).workers().size(), plan.clusterOrThrow(STACK).patches().size());
  }

  private static ConnectionSource to(String prefix) {
    return clusters ->
        List.of(new Connection(worker(clusters, STACK.text()), host(prefix), SYSLOG, REASON));
  }
}

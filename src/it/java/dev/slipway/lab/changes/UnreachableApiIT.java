package dev.slipway.lab.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Project;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Pulumi's commands while an API server is stopped or refuses the credential. */
@Tag("changes")
@TestMethodOrder(OrderAnnotation.class)
class UnreachableApiIT {
  private static final String OPS = "staging";
  private static final String OSL2 = "staging-osl2";
  private static final String REGISTRATION = "get secret -n argocd cluster-" + OSL2;

  /** The option of the Kubernetes provider that README names for a destroy. */
  private static final Map<String, String> DELETE_UNREACHABLE =
      Map.of("PULUMI_K8S_DELETE_UNREACHABLE", "true");

  @BeforeAll
  static void bringUp() {
    Lab.lab(20, "run", OPS, OSL2).orFail("lab run");
    Lab.writeCredentials(OPS);
  }

  @Test
  @Order(1)
  void refusedCredentialRemovesNothingFromTheState() throws IOException {
    assertStateIsKept(OtherCredential.environment(), "to provide credentials");
    assertUnchanged(OPS);
  }

  @Test
  @Order(2)
  void stoppedApiServerRemovesNothingFromTheState() {
    controlPlane(OPS, "stop");
    assertStateIsKept(Map.of(), "unreachable");
    controlPlane(OPS, "start");
    awaitApi();
    assertUnchanged(OPS);
  }

  @Test
  @Order(3)
  void destroyStopsBeforeItLeavesACredentialInAnUnreachableOpsCluster() {
    List<String> before = urns(OSL2);
    controlPlane(OPS, "stop");
    CommandResult destroy = Lab.pulumi(OSL2, "destroy --yes --skip-preview", DELETE_UNREACHABLE);
    controlPlane(OPS, "start");
    assertNotEquals(0, destroy.exitCode(), destroy.output());
    assertTrue(urns(OSL2).stream().anyMatch(urn -> urn.endsWith("-registration-secret")));
    assertEquals(servers(before), servers(urns(OSL2)));
    awaitApi();
    Lab.kubectl(OPS, REGISTRATION).orFail("get secret");
  }

  @Test
  @Order(4)
  void destroyNeedsNoApiServerOfItsOwnCluster() {
    controlPlane(OSL2, "stop");
    Lab.pulumi(OSL2, "destroy --yes --skip-preview", DELETE_UNREACHABLE).orFail("destroy");
    Project.assertDestroyLeavesNothing(OSL2);
    CommandResult secret = Lab.kubectl(OPS, REGISTRATION);
    assertTrue(secret.output().contains("NotFound"), secret.output());
  }

  /** Runs every command that reads or changes objects; their state must not change. */
  private static void assertStateIsKept(Map<String, String> environment, String reason) {
    List<String> before = urns(OPS);
    assertTrue(before.stream().anyMatch(urn -> urn.contains("$kubernetes:")), before.toString());
    for (String command : List.of("refresh --yes", "up --yes --refresh --skip-preview")) {
      CommandResult result = Lab.pulumi(OPS, command, environment);
      assertNotEquals(0, result.exitCode(), result.output());
      assertTrue(result.output().contains(reason), result.output());
      assertEquals(before, urns(OPS), command);
    }
    CommandResult preview = Lab.pulumi(OPS, "preview", environment);
    assertFalse(preview.output().contains("to delete"), preview.output());
    assertFalse(preview.output().contains("to replace"), preview.output());
    assertEquals(before, urns(OPS), "preview");
  }

  private static void assertUnchanged(String stack) {
    Lab.pulumi(stack, "preview --refresh --expect-no-changes").orFail("preview");
  }

  private static void controlPlane(String stack, String action) {
    String servers =
        FleetFixture.cluster(stack).controlPlane().stream()
            .map(ServerPlan::name)
            .collect(Collectors.joining(" "));
    Lab.shell("openstack --os-cloud %s server %s %s".formatted(stack, action, servers))
        .orFail("server " + action);
  }

  private static void awaitApi() {
    String ready = "kubectl --kubeconfig %s --request-timeout 5s get --raw /readyz";
    Lab.shell(
            "timeout 300 sh -c 'until %s; do sleep 2; done'"
                .formatted(ready.formatted(Lab.kubeconfig(OPS))))
        .orFail("API server of " + OPS);
  }

  private static List<String> servers(List<String> urns) {
    return urns.stream().filter(urn -> urn.contains("compute/instance:Instance::")).toList();
  }

  private static List<String> urns(String stack) {
    return Lab.pulumi(stack, "stack export")
        .orFail("export")
        .lines()
        .filter(line -> line.contains("\"urn\""))
        .map(String::strip)
        .sorted()
        .toList();
  }
}

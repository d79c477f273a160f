package dev.slipway.lab.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.ArgoCd;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Project;
import dev.slipway.lab.Resources;
import dev.slipway.lab.TestUser;
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
  private static final String SERVER = "compute/instance:Instance::";
  private static final String REGISTRATION = "get secret -n argocd cluster-" + OSL2;

  /** The option of the Kubernetes provider that README names for a destroy. */
  private static final Map<String, String> DELETE_UNREACHABLE =
      Map.of("PULUMI_K8S_DELETE_UNREACHABLE", "true");

  @BeforeAll
  static void bringUp() {
    Lab.lab(20, "run", OPS, OSL2).orFail("lab run");
    Lab.writeCredentials(OPS);
    Lab.writeCredentials(OSL2);
  }

  @Test
  @Order(1)
  void refusedCredentialRemovesNothingFromTheState() throws IOException {
    assertStateIsKept(OtherCredential.ofAnotherAuthority(), "to provide credentials");
    assertUnchanged(OPS);
  }

  @Test
  @Order(2)
  void expiredCredentialRemovesNothingFromTheState() throws IOException {
    assertStateIsKept(OtherCredential.expired(OPS), "to provide credentials");
    assertUnchanged(OPS);
  }

  @Test
  @Order(3)
  void stoppedApiServerRemovesNothingFromTheState() {
    stop(OPS);
    assertStateIsKept(Map.of(), "unreachable");
    controlPlane(OPS, "start");
    awaitApi(OPS);
    assertUnchanged(OPS);
  }

  /** Its connections are accepted, and nothing answers. */
  @Test
  @Order(4)
  void hangingApiServerRemovesNothingFromTheState() {
    Lab.shell(FrozenProgram.apiServers().stop()).orFail("stop");
    assertStateIsKept(Map.of(), "unreachable");
    Lab.shell(FrozenProgram.apiServers().resume()).orFail("resume");
    awaitApi(OPS);
    assertUnchanged(OPS);
  }

  /** People sign in meanwhile; Argo CD returns with the Ops Cluster; docs/adr/0030. */
  @Test
  @Order(5)
  void managementClusterStartsWithoutTheOpsCluster() {
    stop(OPS);
    stop(OSL2);
    controlPlane(OSL2, "start");
    awaitApi(OSL2);
    TestUser.ADMINISTRATOR.kubectl(OSL2, "get nodes").orFail("nodes without the Ops Cluster");
    controlPlane(OPS, "start");
    awaitApi(OPS);
    ArgoCd.awaitConnection(OPS, OSL2);
    ArgoCd.awaitSynced(OPS, OSL2 + "-baseline");
  }

  @Test
  @Order(6)
  void destroyStopsAtARefusedCredential() throws IOException {
    Resources before = Resources.of(OSL2);
    CommandResult destroy = destroy(OtherCredential.ofAnotherAuthority());
    assertNotEquals(0, destroy.exitCode(), destroy.output());
    assertTrue(destroy.output().contains("to provide credentials"), destroy.output());
    assertServersStayAndUpdateRestores(before);
  }

  /** A destroy stops before it deletes a server; the next update creates what was deleted. */
  @Test
  @Order(7)
  void destroyStopsWithoutTheApiServerOfItsOwnCluster() {
    Resources before = Resources.of(OSL2);
    stop(OSL2);
    CommandResult destroy = destroy(Map.of());
    controlPlane(OSL2, "start");
    assertNotEquals(0, destroy.exitCode(), destroy.output());
    assertTrue(destroy.output().contains("unreachable"), destroy.output());
    awaitApi(OSL2);
    assertServersStayAndUpdateRestores(before);
  }

  @Test
  @Order(8)
  void destroyNeedsNoApiServerOfItsOwnCluster() {
    stop(OSL2);
    destroy(DELETE_UNREACHABLE).orFail("destroy");
    Project.assertDestroyLeavesNothing(OSL2);
    Lab.pulumi(OPS, "up --yes --skip-preview").orFail("up of the Ops stack");
    CommandResult secret = Lab.kubectl(OPS, REGISTRATION);
    assertTrue(secret.output().contains("NotFound"), secret.output());
  }

  /** Runs every command that reads or changes objects; their state must not change. */
  private static void assertStateIsKept(Map<String, String> environment, String reason) {
    Resources before = Resources.of(OPS);
    assertFalse(before.with("$kubernetes:").isEmpty(), before.toString());
    for (String command :
        List.of("refresh --yes", "up --yes --refresh --skip-preview", "preview --refresh")) {
      CommandResult result = Lab.pulumi(OPS, command, environment);
      assertNotEquals(0, result.exitCode(), result.output());
      assertTrue(result.output().contains(reason), result.output());
      assertEquals(before, Resources.of(OPS), command);
    }
    for (String command : List.of("preview", "up --yes --skip-preview")) {
      CommandResult result = Lab.pulumi(OPS, command, environment);
      System.out.printf("%s: exit code %d%n", command, result.exitCode());
      assertFalse(result.output().contains("delete"), result.output());
      assertFalse(result.output().contains("replace"), result.output());
      assertEquals(before, Resources.of(OPS), command);
    }
  }

  /** Asserts that no server was deleted, and that an update creates all other resources again. */
  private static void assertServersStayAndUpdateRestores(Resources before) {
    assertEquals(before.with(SERVER), Resources.of(OSL2).with(SERVER));
    Lab.pulumi(OSL2, "up --yes --skip-preview").orFail("up");
    assertEquals(before, Resources.of(OSL2));
    assertUnchanged(OSL2);
  }

  private static void assertUnchanged(String stack) {
    Lab.pulumi(stack, "preview --refresh --expect-no-changes").orFail("preview");
  }

  /** Nova answers before the programs of the servers end. */
  private static void stop(String stack) {
    controlPlane(stack, "stop");
    String answers =
        "curl --silent --insecure --max-time 5 --output /dev/null %s/readyz"
            .formatted(FleetFixture.cluster(stack).endpoint().externalUrl());
    Lab.shell("timeout 120 sh -c 'while %s; do sleep 1; done'".formatted(answers))
        .orFail("stop of the API server of " + stack);
  }

  private static void controlPlane(String stack, String action) {
    String servers =
        FleetFixture.cluster(stack).controlPlane().stream()
            .map(ServerPlan::name)
            .collect(Collectors.joining(" "));
    Lab.shell("openstack --os-cloud %s server %s %s".formatted(stack, action, servers))
        .orFail("server " + action);
  }

  private static CommandResult destroy(Map<String, String> environment) {
    return Lab.pulumi(OSL2, "destroy --yes --skip-preview", environment);
  }

  private static void awaitApi(String stack) {
    String ready = "kubectl --kubeconfig %s --request-timeout 5s get --raw /readyz";
    Lab.shell(
            "timeout 300 sh -c 'until %s; do sleep 2; done'"
                .formatted(ready.formatted(Lab.kubeconfig(stack))))
        .orFail("API server of " + stack);
  }
}

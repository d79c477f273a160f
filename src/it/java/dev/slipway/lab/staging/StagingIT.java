package dev.slipway.lab.staging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.ArgoCd;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.ForeignServer;
import dev.slipway.lab.Issuer;
import dev.slipway.lab.Lab;
import dev.slipway.lab.LabStacks;
import dev.slipway.lab.Nodes;
import dev.slipway.lab.Parallel;
import dev.slipway.lab.PermissionTable;
import dev.slipway.lab.Project;
import dev.slipway.lab.Scan;
import dev.slipway.lab.Secrets;
import dev.slipway.lab.TestUser;
import dev.slipway.lab.TokenTable;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped programs and stack files, unchanged, with the lab's real servers: the Ops Cluster and
 * one Management Cluster of staging, from the first update to their removal.
 */
@Tag("default")
@TestClassOrder(OrderAnnotation.class)
class StagingIT {
  private static final String OPS = "staging";
  private static final String OSL2 = "staging-osl2";
  private static final List<String> BOTH = List.of(OSL2, OPS);

  @BeforeAll
  static void bringUp() {
    Lab.lab(30, "run", OPS, OSL2).orFail("lab run");
    BOTH.forEach(Lab::writeCredentials);
  }

  @Nested
  @Order(1)
  class Preflight {
    @Test
    void findsEverythingThatTheStackNeeds() {
      String report = Lab.shell("./slipway preflight " + OSL2).orFail("preflight");
      assertEquals(OSL2 + ": the cloud has all that it needs", report.strip());
    }

    @Test
    void reportsEverythingThatTheCloudLacks() {
      StackFiles stacks =
          LabStacks.copy("lacking-stacks")
              .with(OSL2, FleetFixture.TALOS, "talos-1.13.10")
              .with(OSL2, FleetFixture.DEBIAN, "debian-11@" + FleetFixture.DEBIAN_ID)
              .with(
                  OSL2,
                  "general: { count: 2, flavor: l2.c4r8.100",
                  "general: { count: 30, image: talos@%s, flavor: x9"
                      .formatted(FleetFixture.UNKNOWN_ID))
              .with(OSL2, "externalNetwork: public", "externalNetwork: internet");
      CommandResult result =
          Lab.shell("./slipway preflight " + OSL2, LabStacks.environment(stacks));
      assertEquals(1, result.exitCode(), result.output());
      for (String missing :
          List.of(
              "missing: flavor \"x9\" does not exist; the cloud has ",
              "missing: image \"talos-1.13.10\" does not exist; upload it to Glance in format raw",
              "missing: image \"debian-11@" + FleetFixture.DEBIAN_ID + "\" has another name; ",
              "missing: image \"talos@"
                  + FleetFixture.UNKNOWN_ID
                  + "\" does not exist for this project; ",
              "missing: external network \"internet\" does not exist; the cloud has public")) {
        assertTrue(result.output().contains(missing), result.output());
      }
    }
  }

  @Nested
  @Order(2)
  class FirstUpdate {
    @ParameterizedTest
    @ValueSource(strings = {OPS, OSL2})
    void createsWhatIsPlanned(String stack) {
      Project.assertMatchesPlan(FleetFixture.cluster(stack));
      String drift = Lab.shell("./slipway drift " + stack).orFail("drift");
      assertEquals(stack + ": no drift", drift.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {OPS, OSL2})
    void endsWithEveryNodeReady(String stack) {
      Nodes.assertReady(FleetFixture.cluster(stack));
    }

    @Test
    void makesEveryControlPlaneNodeAnEtcdMember() {
      List<ServerPlan> controlPlane = FleetFixture.cluster(OSL2).controlPlane();
      assertEquals(3, controlPlane.size());
      String members =
          Lab.shell(
                  "talosctl --talosconfig %s -n %s etcd members"
                      .formatted(Lab.talosconfig(OSL2), controlPlane.get(0).address()))
              .orFail("etcd members");
      for (ServerPlan node : controlPlane) {
        assertTrue(members.contains("https://" + node.address() + ":2380"), members);
      }
      assertFalse(members.contains("true"), "a member is still a learner:\n" + members);
    }

    @Test
    void connectsArgoCdToTheManagementCluster() {
      Lab.kubectl(OPS, "-n argocd wait --for=condition=Available deployment --all --timeout=60s")
          .orFail("wait");
      ArgoCd.awaitConnection(OPS, OSL2);
    }

    /** Without an API server of Argo CD there is no second sign-in; docs/adr/0027. */
    @Test
    void argoCdHasNoApiServer() {
      ArgoCd.assertNoApiServer(OPS);
    }
  }

  @Nested
  @Order(3)
  class SignIn {
    @ParameterizedTest
    @ValueSource(strings = {OPS, OSL2})
    void requiresSecondFactor(String stack) {
      assertEquals(0, TestUser.ADMINISTRATOR.kubectl(stack, "get secrets -A").exitCode());
      CommandResult refused = new TestUser("administrator", false).kubectl(stack, "get nodes");
      assertNotEquals(0, refused.exitCode());
      assertTrue(refused.output().contains("Unauthorized"), refused.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {OPS, OSL2})
    void isDecidedByTheTableOfTokens(String stack) throws IOException {
      TokenTable.assertAnswers(stack);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPS, OSL2})
    void permitsWhatTheTableOfRolesContains(String stack) {
      PermissionTable.assertAnswers(stack);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPS, OSL2})
    void allowsAuditorToReadAllButSecrets(String stack) {
      for (String allowed :
          List.of(
              "get deployments,resourcequotas,leases -A",
              "get nodes,priorityclasses,certificatesigningrequests",
              "get validatingwebhookconfigurations,validatingadmissionpolicies")) {
        TestUser.AUDITOR.kubectl(stack, allowed).orFail(allowed);
      }
      for (String denied :
          List.of(
              "get secrets -A",
              "create namespace audit",
              "delete node --all",
              "-n kube-system create token default")) {
        CommandResult result = TestUser.AUDITOR.kubectl(stack, denied);
        assertNotEquals(0, result.exitCode(), denied);
        assertTrue(result.output().matches("(?is).*forbidden.*"), result.output());
      }
    }
  }

  @Nested
  @Order(4)
  class Hardening {
    @ParameterizedTest
    @ValueSource(strings = {OPS, OSL2})
    void isThatOfTheMachineConfigs(String stack) {
      new ClusterHardeningAssertions(stack).assertAll();
    }

    @Test
    void recordsUsesOfTheEmergencyCertificate() throws Exception {
      new EmergencyUse(OSL2).assertIsInTheAuditLog();
    }

    @Test
    void endsEveryCredentialWithinAnHour() throws Exception {
      new CredentialLifetimes(OPS, OSL2).assertShort();
    }
  }

  @Nested
  @Order(5)
  class ArgoCdPermissions {
    private final ArgoCdRequests requests = new ArgoCdRequests(OSL2);

    @Test
    void areTheListAndLeaveNoChain() throws IOException {
      requests.assertPermissionsAreTheList();
      requests.assertChainsAreRefused();
      requests.assertPolicyAloneRefusesChains();
    }

    @Test
    void needAShortTokenForThisClusterAlone() throws IOException {
      new ArgoCdToken(OPS, OSL2).assertOnlyThatOfTheControllerIsAccepted();
      new StoredCredentials(OPS).assertNone();
      new StoredCredentials(OSL2).assertNone();
    }

    @Test
    void sufficeForApplications() throws IOException {
      requests.assertApplicationsAreAccepted();
      ArgoCd.awaitSynced(OPS, OSL2 + "-baseline");
      Lab.kubectl(OSL2, "-n site get networkpolicy default-deny").orFail("the shipped policy");
    }
  }

  @Nested
  @Order(6)
  class SecondUpdate {
    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(strings = {OPS, OSL2})
    void changesNothing(String stack) {
      Lab.pulumi(stack, "up --yes --skip-preview --expect-no-changes").orFail("second up");
    }
  }

  @Nested
  @Order(7)
  class SecretValues {
    @ParameterizedTest
    @ValueSource(strings = {OPS, OSL2})
    void areNotReadable(String stack) throws IOException {
      new Secrets(stack).assertNotReadable();
    }
  }

  @Nested
  @Order(8)
  class Isolation {
    /** Chapter hardening tries every port of the Ops Cluster too. */
    private static List<Scan> scans() {
      return List.of(
          Scan.ofServices(List.of(address(OPS))), Scan.ofEveryPort(List.of(address(OSL2))));
    }

    private static String address(String stack) {
      return FleetFixture.cluster(stack).endpoint().externalAddress().toString();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void opensThreePortsToJumpHost() {
      scans().forEach(scan -> scan.assertOpenFromJumpHost(6443, 50000, 50443));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void opensNoPortToTheOutside() {
      scans().forEach(Scan::assertClosedFromOutside);
      Scan.assertExternalHostCan(Issuer.HEALTH_CHECK);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(strings = {OPS, OSL2})
    void opensNoServiceToServerOutsideTheSecurityGroups(String stack) {
      try (ForeignServer server = new ForeignServer(FleetFixture.cluster(stack))) {
        server.assertReachesNoService();
      }
    }
  }

  @Nested
  @Order(9)
  class Removal {
    @Test
    void leavesNothing() throws IOException {
      Secrets.assertNotInTemporaryFolderAfter(
          BOTH, () -> Parallel.each(BOTH, Project::assertDestroyLeavesNothing));
    }
  }
}

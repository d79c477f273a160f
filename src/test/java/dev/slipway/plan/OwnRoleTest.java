package dev.slipway.plan;

import static dev.slipway.plan.ExtensionFixture.FLEET;
import static dev.slipway.plan.ExtensionFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.components.testing.MockDeployment;
import dev.slipway.config.Fleet;
import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.OwnRole;
import dev.slipway.plan.model.OwnRole.Rule;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.report.PlanReport;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnRoleTest {
  private static final OwnRole MANAGER =
      new OwnRole(
          "release-manager",
          List.of(new Rule("", List.of("pods", "pods/log"), List.of("get", "list"))));

  private static final PlanExtensions OWN = PlanExtensions.NONE.withRole(MANAGER);

  @TempDir private Path folder;

  private static FleetPlan plan() {
    return Planner.plan(FLEET, OWN);
  }

  @Test
  void isInThePlanOfEveryCluster() {
    for (ClusterPlan cluster : plan().clusters()) {
      assertEquals(List.of(MANAGER), cluster.ownRoles());
      assertEquals(
          List.of("administrator", "auditor", "developer", "operator", "release-manager"),
          ZitadelPlan.of(cluster).roles());
      String report = PlanReport.of(plan(), cluster);
      assertTrue(report.contains("| release-manager | slipway:own-release-manager |"), report);
      assertTrue(report.contains("| release-manager |  | pods, pods/log | get, list |"), report);
      assertTrue(report.contains("| read logs of pods | yes | yes | yes | yes | yes |"), report);
      assertTrue(
          report.contains(
              "| read workloads, Services, ConfigMaps, events | yes | yes | yes | yes | partly |"),
          report);
    }
  }

  @Test
  void isRegisteredInEveryCluster() {
    FleetPlan plan = plan();
    for (String stack : List.of("staging", "staging-osl2")) {
      MockDeployment deployment = new MockDeployment();
      deployment.run(plan, plan.clusterOrThrow(DnsLabel.parse(stack))).throwOnError();
      List<String> names = deployment.registered().stream().map(one -> one.name).toList();
      assertEquals(
          2,
          names.stream().filter(name -> name.contains("own-release-manager")).count(),
          names.toString());
    }
  }

  @Test
  void aGrantOfTheStackFileMayNameIt() {
    StackFiles files = StackFiles.allKeys(folder);
    Fleet fleet = files.with("staging", "administrator: [", "release-manager: [").fleet();
    ClusterPlan ops = Planner.plan(fleet, OWN).clusterOrThrow(DnsLabel.parse("staging"));
    assertEquals(
        Map.of("301000000000000005", List.of("release-manager")), ZitadelPlan.of(ops).grants());
    String message =
        String.valueOf(
            assertThrows(InvalidFleetException.class, () -> Planner.plan(fleet)).getMessage());
    assertTrue(message.contains("identity.zitadel.grants.release-manager: is not a role"), message);
  }

  @Test
  void refusesPermissionOfAdministrators() {
    assertRefused(
        """
        2 problems in the stack files:
        1. stacks/production.yaml: the role "reader": get secrets: only administrators may \
        read Secrets; remove it
        2. stacks/production.yaml: the role "reader": list secrets: only administrators may \
        read Secrets; remove it\
        """,
        OWN.withRole(
            new OwnRole(
                "reader", List.of(new Rule("", List.of("secrets"), List.of("get", "list"))))));
  }

  @Test
  void refusesTwoRolesOfOneKey() {
    assertEquals(
        "the name \"release-manager\" is used twice; give each extension a name of its own",
        assertThrows(IllegalArgumentException.class, () -> OWN.withRole(MANAGER)).getMessage());
  }

  @Test
  @SuppressWarnings("NullAway") // a program without a checker may pass null
  void namesWhatIsNull() {
    List<String> verbs = List.of("get");
    assertEquals(
        "apiGroup is null; the core group is an empty text",
        assertThrows(
                NullPointerException.class, () -> new OwnRole.Rule(null, List.of("pods"), verbs))
            .getMessage());
  }
}

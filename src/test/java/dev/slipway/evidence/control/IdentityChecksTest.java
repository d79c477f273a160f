package dev.slipway.evidence.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.identity.Roles.ReadGrant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityChecksTest {
  @Test
  void acceptsCatalogueOfRoles() {
    Outcome outcome = IdentityChecks.roles(Roles.ALL, Roles.AUDITOR_READS);
    assertEquals(
        new Outcome(Result.SATISFIED, "roles: administrator, auditor", List.of()), outcome);
  }

  @Test
  void detectsSecondAdministrator() {
    assertFails(
        with(new Role("operator", List.of("view", "cluster-admin"), "role:readonly")),
        "several roles may change clusters: administrator, operator");
  }

  @Test
  void detectsRoleThatMayChangeResources() {
    assertFails(
        with(new Role("operator", List.of("edit"), "role:readonly")),
        "the role operator may do more than read");
  }

  @Test
  void detectsRoleThatMayDeployWithArgoCd() {
    assertFails(
        with(new Role("operator", List.of("view"), "role:admin")),
        "the role operator may do more than read");
  }

  @Test
  void detectsThatAuditorReadsSecrets() {
    for (String resource : List.of("secrets", "secrets/status", "*")) {
      Outcome outcome =
          IdentityChecks.roles(Roles.ALL, List.of(new ReadGrant("", List.of(resource))));
      assertEquals(
          List.of("the ClusterRole slipway:cluster-auditor reads secrets"), outcome.details());
    }
  }

  private static List<Role> with(Role role) {
    List<Role> roles = new ArrayList<>(Roles.ALL);
    roles.add(role);
    return roles;
  }

  private static void assertFails(List<Role> roles, String failure) {
    Outcome outcome = IdentityChecks.roles(roles, Roles.AUDITOR_READS);
    assertEquals(new Outcome(Result.NOT_SATISFIED, failure, List.of(failure)), outcome);
  }
}

package dev.slipway.evidence.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.plan.identity.Grant;
import dev.slipway.plan.identity.Permissions;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleChecksTest {
  @Test
  void acceptsCatalogueOfRoles() {
    Outcome outcome = RoleChecks.roles(Roles.ALL);
    assertEquals(
        new Outcome(
            Result.SATISFIED, "roles: administrator, operator, developer, auditor", List.of()),
        outcome);
  }

  @Test
  void detectsSecondAdministrator() {
    Role second = new Role("owner", List.of(Permissions.CLUSTER_ADMIN), List.of());
    assertEquals(
        List.of("several roles have all permissions: administrator, owner"), failures(second));
  }

  @Test
  void detectsAllPermissionsInAnOwnNamespace() {
    Role second = new Role("owner", List.of(), List.of(Permissions.CLUSTER_ADMIN));
    assertEquals(
        List.of("several roles have all permissions: administrator, owner"), failures(second));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | secrets | list | read Secrets",
        "'' | secrets | create | write Secrets",
        "'' | pods | create | create or change what runs in pods",
        "apps | deployments | patch | create or change what runs in pods",
        "'' | pods/ephemeralcontainers | patch | create or change what runs in pods",
        "argoproj.io | applications | patch | create or change what runs in pods",
        "'' | pods/exec | get | exec, attach, port-forward",
        "'' | pods/attach | create | exec, attach, port-forward",
        "'' | nodes/proxy | get | use the proxy to nodes, pods, Services",
        "'' | serviceaccounts/token | create | create tokens of service accounts",
        "'' | groups | impersonate | impersonate",
        "rbac.authorization.k8s.io | rolebindings | create | change roles and bindings",
        "rbac.authorization.k8s.io | clusterroles | escalate | change roles and bindings",
        "certificates.k8s.io | signers | approve | create or approve certificate requests",
        "admissionregistration.k8s.io | validatingadmissionpolicies | delete | change webhooks,"
            + " admission policies, types",
        "'' | namespaces | patch | change namespaces, quotas, network policies",
        "'' | nodes | create | create or delete nodes"
      })
  void detectsPermissionOfAdministrators(
      String apiGroup, String resource, String verb, String capability) {
    List<String> failures = failures(with(new Grant(apiGroup, List.of(resource), List.of(verb))));
    String expected = "the role further may " + capability + ", everywhere";
    assertTrue(failures.contains(expected), failures::toString);
  }

  @Test
  void detectsPermissionThatTheTableDoesNotList() {
    assertEquals(
        List.of("the role further may update configmaps, which the table does not list"),
        failures(with(new Grant("", List.of("configmaps"), List.of("get", "update")))));
  }

  @Test
  void detectsWildcard() {
    List<String> failures = failures(with(new Grant("apps", List.of("*"), List.of("get"))));
    assertEquals(List.of("the role further has a wildcard"), failures);
  }

  @Test
  void detectsAuditorWhoOperates() {
    Role auditor = new Role(Roles.AUDITOR.key(), Roles.OPERATOR.everywhere(), List.of());
    assertEquals(List.of("the role auditor may do more than read"), failures(auditor));
  }

  @Test
  void detectsAuditorWithOwnNamespaces() {
    Role auditor =
        new Role(
            Roles.AUDITOR.key(), Roles.AUDITOR.everywhere(), Roles.DEVELOPER.inOwnNamespaces());
    assertEquals(List.of("the role auditor may do more than read"), failures(auditor));
  }

  private static Role with(Grant grant) {
    Permissions further = new Permissions("slipway:further", List.of(grant));
    return new Role("further", List.of(further), List.of());
  }

  private static List<String> failures(Role role) {
    List<Role> roles = new ArrayList<>(Roles.ALL);
    roles.add(role);
    return RoleChecks.roles(roles).details();
  }
}

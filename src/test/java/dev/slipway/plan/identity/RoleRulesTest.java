package dev.slipway.plan.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.OwnRole;
import dev.slipway.plan.model.OwnRole.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoleRulesTest {
  private static final String WILDCARD =
      ": has a wildcard, which includes what Kubernetes adds later; name each group, resource and"
          + " verb";
  private static final String FORM =
      ": is not a rule of RBAC; expected resources as pods/log and verbs as get";

  static List<Capability> capabilities() {
    return AccessMatrix.capabilities();
  }

  private static List<String> problems(String apiGroup, String resource, String verb) {
    Rule rule = new Rule(apiGroup, List.of(resource), List.of(verb));
    return RoleRules.problems(new OwnRole("release-manager", List.of(rule)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | secrets | get | get secrets: only administrators may read Secrets; remove it",
        "'' | secrets | watch | watch secrets: only administrators may read Secrets; remove it",
        "'' | secrets | delete | delete secrets: only administrators may write Secrets; remove it",
        "'' | pods/exec | create | create pods/exec: only administrators may exec, attach,"
            + " port-forward; remove it",
        "'' | pods/attach | get | get pods/attach: only administrators may exec, attach,"
            + " port-forward; remove it",
        "'' | pods/portforward | create | create pods/portforward: only administrators may exec,"
            + " attach, port-forward; remove it",
        "'' | nodes/proxy | get | get nodes/proxy: only administrators may use the proxy to nodes,"
            + " pods, Services; remove it",
        "'' | services/proxy | get | get services/proxy: only administrators may use the proxy to"
            + " nodes, pods, Services; remove it",
        "'' | serviceaccounts/token | create | create serviceaccounts/token: only administrators"
            + " may create tokens of service accounts; remove it",
        "'' | users | impersonate | impersonate users: only administrators may impersonate; remove"
            + " it",
        "rbac.authorization.k8s.io | clusterroles | escalate | escalate"
            + " clusterroles.rbac.authorization.k8s.io: only administrators may change roles and"
            + " bindings; remove it",
        "rbac.authorization.k8s.io | clusterroles | bind | bind"
            + " clusterroles.rbac.authorization.k8s.io: only administrators may change roles and"
            + " bindings; remove it",
        "rbac.authorization.k8s.io | rolebindings | create | create"
            + " rolebindings.rbac.authorization.k8s.io: only administrators may change roles and"
            + " bindings; remove it",
        "certificates.k8s.io | certificatesigningrequests/approval | update | update"
            + " certificatesigningrequests/approval.certificates.k8s.io: only administrators may"
            + " create or approve certificate requests; remove it",
        "admissionregistration.k8s.io | validatingwebhookconfigurations | patch | patch"
            + " validatingwebhookconfigurations.admissionregistration.k8s.io: only administrators"
            + " may change webhooks, admission policies, types; remove it",
        "apiextensions.k8s.io | customresourcedefinitions | create | create"
            + " customresourcedefinitions.apiextensions.k8s.io: only administrators may change"
            + " webhooks, admission policies, types; remove it",
        "apps | deployments | patch | patch deployments.apps: only administrators may create or"
            + " change what runs in pods; remove it",
        "'' | nodes/log | get | get nodes/log: of subresources, a role reads pods/log, scale and"
            + " status; remove it",
        "'' | nodes/metrics | get | get nodes/metrics: of subresources, a role reads pods/log,"
            + " scale and status; remove it",
      })
  void refusesWhatOnlyAdministratorsDo(
      String apiGroup, String resource, String verb, String problem) {
    assertEquals(List.of(problem), problems(apiGroup, resource, verb));
  }

  /** Each line of the table that is for administrators, with each of its actions. */
  @ParameterizedTest
  @MethodSource("capabilities")
  void refusesEveryActionOfAdministrators(Capability capability) {
    for (Grant.Action action : capability.actions()) {
      boolean isRefused = !problems(action.apiGroup(), action.resource(), action.verb()).isEmpty();
      assertTrue(isRefused || !capability.isForAdministrators(), action.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', configmaps, update",
    "'', pods, deletecollection",
    "networking.k8s.io, ingresses, create",
    "example.net, widgets, patch",
    "policy, podsecuritypolicies, use",
    "certificates.k8s.io, signers, attest",
    "'', nodes, update",
  })
  void refusesOtherChanges(String apiGroup, String resource, String verb) {
    List<String> found = problems(apiGroup, resource, verb);
    assertEquals(1, found.size(), found.toString());
    assertTrue(
        found
            .get(0)
            .endsWith(
                ": is not a change that a role may have; allowed: delete pods, create"
                    + " pods/eviction, delete jobs.batch, update deployments/scale.apps, patch"
                    + " deployments/scale.apps, update statefulsets/scale.apps, patch"
                    + " statefulsets/scale.apps, patch nodes"),
        found.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "*, pods, get, '\"*\" [pods] [get]'",
    "'', *, get, '\"\" [*] [get]'",
    "'', pods, *, '\"\" [pods] [*]'",
  })
  void refusesWildcard(String apiGroup, String resource, String verb, String rule) {
    assertEquals(List.of(rule + WILDCARD), problems(apiGroup, resource, verb));
  }

  @ParameterizedTest
  @CsvSource({
    "'', */log, get, '\"\" [*/log] [get]'",
    "'', pods/*, get, '\"\" [pods/*] [get]'",
    "a b, pods, get, '\"a b\" [pods] [get]'",
    "'', Pods, get, '\"\" [Pods] [get]'",
    "'', pods, Get, '\"\" [pods] [Get]'",
  })
  void refusesWhatIsNotARule(String apiGroup, String resource, String verb, String rule) {
    assertEquals(List.of(rule + FORM), problems(apiGroup, resource, verb));
  }

  @Test
  void refusesRuleWithoutResources() {
    OwnRole role = new OwnRole("own", List.of(new Rule("", List.of(), List.of("get"))));
    assertEquals(List.of("\"\" [] [get]" + FORM), RoleRules.problems(role));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "administrator | is a role of Slipway; use another key",
        "auditor | is a role of Slipway; use another key",
        "system:masters | its key is not a valid name; expected a lower-case letter, then"
            + " lower-case letters, digits and single dashes, at most 40 characters",
        "release-manager | has no rules; add one",
      })
  void refusesKey(String key, String problem) {
    assertEquals(List.of(problem), RoleRules.problems(new OwnRole(key, List.of())));
  }

  @Test
  void acceptsReadsAndTheChangesOfTheTable() {
    OwnRole role =
        new OwnRole(
            "release-manager",
            List.of(
                new Rule("example.net", List.of("widgets"), List.of("get", "list", "watch")),
                new Rule("", List.of("pods", "pods/log"), List.of("get")),
                new Rule("apps", List.of("deployments/scale"), List.of("get", "patch"))));
    assertEquals(List.of(), RoleRules.problems(role));
  }

  /** A program may give all that Slipway's operator has. */
  @Test
  void acceptsTheRulesOfSlipwaysOperator() {
    for (Permissions permissions : Roles.OPERATOR.everywhere()) {
      for (Grant grant : permissions.grants()) {
        Rule rule = new Rule(grant.apiGroup(), grant.resources(), grant.verbs());
        assertEquals(List.of(), RoleRules.problems(new OwnRole("own", List.of(rule))));
      }
    }
    assertFalse(Roles.OPERATOR.everywhere().isEmpty());
  }
}

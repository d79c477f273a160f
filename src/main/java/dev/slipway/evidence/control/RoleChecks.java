package dev.slipway.evidence.control;

import dev.slipway.evidence.model.RawData;
import dev.slipway.plan.identity.AccessMatrix;
import dev.slipway.plan.identity.Capability;
import dev.slipway.plan.identity.Capability.Scope;
import dev.slipway.plan.identity.Grant;
import dev.slipway.plan.identity.Grant.Action;
import dev.slipway.plan.identity.Permissions;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks of the catalogue of roles. */
final class RoleChecks {
  static final Check ROLES =
      new Check(
          "roles",
          EvidenceSource.PLAN,
          "the planned catalogue has at most one role with all permissions; no other role may"
              + " change permissions, or read Secrets or change what runs in pods outside of"
              + " developers' own namespaces; auditors only read, and read no Secrets",
          "at most one role is bound to cluster-admin; no other role has a permission of a"
              + " capability for administrators, a wildcard, a permission to change something that"
              + " the table of capabilities does not list; the auditor's permissions are get, list"
              + " and watch in all namespaces",
          List.of(RawData.ROLES),
          input -> roles(Roles.of(input.fleet().clusters().get(0))));

  private RoleChecks() {}

  static Outcome roles(List<Role> roles) {
    List<String> failures = new ArrayList<>();
    List<Role> administrators = roles.stream().filter(RoleChecks::isAdministrator).toList();
    if (administrators.size() > 1) {
      failures.add("several roles have all permissions: " + keys(administrators));
    }
    roles.stream()
        .filter(role -> !administrators.contains(role))
        .flatMap(RoleChecks::failures)
        .forEach(failures::add);
    return Outcome.of(failures, "roles: " + keys(roles));
  }

  private static boolean isAdministrator(Role role) {
    return role.permissions().anyMatch(Permissions.CLUSTER_ADMIN::equals);
  }

  private static Stream<String> failures(Role role) {
    List<String> failures = new ArrayList<>();
    if (grants(role.permissions()).anyMatch(Grant::isOpen)) {
      failures.add("has a wildcard");
    }
    for (Capability capability : AccessMatrix.capabilities()) {
      if (capability.isForAdministrators() && !capability.permitted(role).isEmpty()) {
        failures.add("may " + capability.text() + ", " + capability.scope().text());
      }
    }
    changes(role.everywhere())
        .filter(isListed(Scope.EVERYWHERE).negate())
        .forEach(action -> failures.add("may " + action + ", which the table does not list"));
    changes(role.inOwnNamespaces())
        .filter(isListed(Scope.OWN_NAMESPACE).negate())
        .forEach(action -> failures.add("may " + action + ", which the table does not list"));
    if (role.key().equals(Roles.AUDITOR.key()) && !isReader(role)) {
      failures.add("may do more than read");
    }
    return failures.stream().map(failure -> "the role %s %s".formatted(role.key(), failure));
  }

  private static boolean isReader(Role role) {
    return changes(role.everywhere()).findAny().isEmpty() && role.inOwnNamespaces().isEmpty();
  }

  private static Stream<Action> changes(List<Permissions> permissions) {
    return grants(permissions.stream())
        .flatMap(grant -> grant.actions().stream())
        .filter(action -> !action.isRead());
  }

  private static Stream<Grant> grants(Stream<Permissions> permissions) {
    return permissions.flatMap(one -> one.grants().stream());
  }

  private static Predicate<Action> isListed(Scope scope) {
    Set<Action> listed =
        AccessMatrix.capabilities().stream()
            .filter(capability -> capability.scope() == scope)
            .flatMap(capability -> capability.actions().stream())
            .collect(Collectors.toSet());
    return listed::contains;
  }

  private static String keys(List<Role> roles) {
    return roles.stream().map(Role::key).collect(Collectors.joining(", "));
  }
}

package dev.slipway.plan.identity;

import dev.slipway.plan.identity.Grant.Action;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of the table of permissions.
 *
 * @param text what a person does
 * @param scope the namespaces in which the person does it
 * @param isForAdministrators no other role may have it, because it leads to Secrets or to all
 *     permissions
 * @param grants the permissions for it
 */
public record Capability(
    String text, Scope scope, boolean isForAdministrators, List<Grant> grants) {

  /** The namespaces of an action. */
  public enum Scope {
    /** All namespaces, and resources outside of namespaces. */
    EVERYWHERE("everywhere"),
    /** A namespace in which developers are bound to their ClusterRole. */
    OWN_NAMESPACE("own namespace");

    private final String text;

    Scope(String text) {
      this.text = text;
    }

    /** Returns the scope in the report. */
    public String text() {
      return text;
    }
  }

  /** Copies the list. */
  public Capability {
    grants = List.copyOf(grants);
  }

  static Capability everywhere(String text, Grant... grants) {
    return new Capability(text, Scope.EVERYWHERE, false, List.of(grants));
  }

  static Capability ofAdministrators(String text, Grant... grants) {
    return new Capability(text, Scope.EVERYWHERE, true, List.of(grants));
  }

  static Capability inOwnNamespace(String text, Grant... grants) {
    return new Capability(text, Scope.OWN_NAMESPACE, false, List.of(grants));
  }

  static Capability ofAdministratorsInOwnNamespace(String text, Grant... grants) {
    return new Capability(text, Scope.OWN_NAMESPACE, true, List.of(grants));
  }

  /** Returns all actions of the capability. */
  public List<Action> actions() {
    return grants.stream().flatMap(grant -> grant.actions().stream()).toList();
  }

  /** Returns those actions that a user with the role may do. */
  public Set<Action> permitted(Role role) {
    List<Grant> held = held(role).flatMap(one -> one.grants().stream()).toList();
    return actions().stream()
        .filter(action -> held.stream().anyMatch(grant -> grant.permits(action)))
        .collect(Collectors.toSet());
  }

  private Stream<Permissions> held(Role role) {
    return scope == Scope.OWN_NAMESPACE ? role.permissions() : role.everywhere().stream();
  }

  /** Whether the role has some actions of the capability, and not every one. */
  public boolean isPermittedInPart(Role role) {
    return !permitted(role).isEmpty() && !isPermitted(role);
  }

  /** Whether the role has every action of the capability. */
  public boolean isPermitted(Role role) {
    return permitted(role).containsAll(actions());
  }
}

package dev.slipway.plan.identity;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Permitted verbs on resources of one API group. The form is that of a rule of a ClusterRole; a
 * resource may have a subresource, as in {@code pods/log}.
 */
public record Grant(String apiGroup, List<String> resources, List<String> verbs) {
  /** Every group, resource or verb. */
  static final String ANY = "*";

  /** The verbs that change nothing. */
  static final List<String> READ = List.of("get", "list", "watch");

  /** One verb on one resource, as an authorizer decides about it. */
  public record Action(String apiGroup, String resource, String verb) {
    /** Whether the action changes nothing; {@code get} of some subresources opens a connection. */
    public boolean isRead() {
      return READ.contains(verb);
    }

    @Override
    public String toString() {
      return verb + " " + resource + (apiGroup.isEmpty() ? "" : "." + apiGroup);
    }
  }

  /** Copies the lists. */
  public Grant {
    resources = List.copyOf(resources);
    verbs = List.copyOf(verbs);
  }

  static Grant read(String apiGroup, String... resources) {
    return new Grant(apiGroup, List.of(resources), READ);
  }

  /** Returns every verb on every resource of the grant. */
  public List<Action> actions() {
    return resources.stream().flatMap(this::actions).toList();
  }

  private Stream<Action> actions(String resource) {
    return verbs.stream().map(verb -> new Action(apiGroup, resource, verb));
  }

  /** Whether the grant includes what Kubernetes may add later. */
  public boolean isOpen() {
    return apiGroup.equals(ANY) || resources.contains(ANY) || verbs.contains(ANY);
  }

  /** Whether RBAC permits the action with this rule. */
  boolean permits(Action action) {
    return includes(List.of(apiGroup), action.apiGroup)
        && includes(resources, action.resource)
        && includes(verbs, action.verb);
  }

  private static boolean includes(Collection<String> permitted, String requested) {
    return permitted.contains(requested) || permitted.contains(ANY);
  }
}

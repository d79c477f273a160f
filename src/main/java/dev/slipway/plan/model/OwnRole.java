package dev.slipway.plan.model;

import java.util.List;
import java.util.Objects;

/**
 * A role of people that a program adds to those of Slipway. A person may have several roles.
 *
 * @param key key of the role in Zitadel, for example {@code release-manager}
 * @param rules what a person with the role may do, in all namespaces
 */
public record OwnRole(String key, List<Rule> rules) {

  /**
   * Permitted verbs on resources of one API group, as in a ClusterRole.
   *
   * @param apiGroup for example {@code apps}; empty for the core group
   * @param resources for example {@code pods} or {@code pods/log}
   * @param verbs for example {@code get}
   */
  public record Rule(String apiGroup, List<String> resources, List<String> verbs) {
    /** Copies the lists. */
    public Rule {
      Objects.requireNonNull(apiGroup, "apiGroup is null; the core group is an empty text");
      resources = List.copyOf(resources);
      verbs = List.copyOf(verbs);
    }
  }

  /** Copies the list. */
  public OwnRole {
    Objects.requireNonNull(key, "key is null; a role has a key");
    rules = List.copyOf(rules);
  }
}

package dev.slipway.repository.github;

import dev.slipway.repository.Reading;
import java.util.List;

/**
 * Rules of a branch with one list of those who can bypass them.
 *
 * @param name for example {@code ruleset main}
 * @param bypass who can bypass the rules
 */
record BranchRules(String name, Reading<List<String>> bypass, BranchProtection protection) {

  /** Returns whether it is certain that they cannot be bypassed. */
  boolean isFirm() {
    return bypass.value().filter(List::isEmpty).isPresent();
  }

  /** Returns whether it is certain that they can be bypassed. */
  boolean isBypassable() {
    return bypass.value().filter(actors -> !actors.isEmpty()).isPresent();
  }
}

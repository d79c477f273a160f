package dev.slipway.repository.github;

import static dev.slipway.repository.github.BranchRequirement.enforced;
import static dev.slipway.repository.github.BranchRequirement.rule;

import dev.slipway.repository.Requirement;
import java.util.List;

/** The requirements of the branch with the record of deployments: what is in it stays. */
final class RecordRequirement {
  private static final String FIX = "apply settings/ruleset-deployments.json";

  static final Requirement BYPASS =
      Requirement.duties(
          "record-bypass",
          "no role, team, app or administrator can bypass the rules",
          BranchRequirement.PAGE + " > Bypass list; API: bypass_actors of the ruleset",
          FIX + ", which has no bypass actors");

  private RecordRequirement() {}

  /** Returns all of them, except {@link #BYPASS}. */
  static List<BranchRequirement> all() {
    return List.of(
        enforced(
            Requirement.change("record-deletion", "no deletion", rule("deletion"), FIX),
            BranchProtection::noDeletion,
            "the record of deployments can be deleted"),
        enforced(
            Requirement.change("record-force-push", "no force push", rule("non_fast_forward"), FIX),
            BranchProtection::noForcePush,
            "force pushes can replace the record of deployments"));
  }
}

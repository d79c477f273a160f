package dev.slipway.repository.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.Findings;
import dev.slipway.repository.Reading;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.Requirement;
import dev.slipway.repository.rest.Answer;
import java.util.List;
import java.util.Optional;

/** The protection of the branch with the record of deployments: what is in it stays. */
final class RecordBranchCheck {
  private static final String PAGE = ProtectedBranchCheck.PAGE;
  private static final String FIX = "apply settings/protected-branch-deployments.json";
  private static final int MAINTAINER = 40;

  private static final Requirement PROTECTED =
      Requirement.change(
          "record-deletion",
          "the branch is protected: no push deletes it",
          PAGE + "; API: protected_branches",
          FIX);
  private static final Requirement PUSH =
      Requirement.duties(
          "record-push",
          "developers cannot push unless a user, a group or a deploy key is named",
          PAGE + " > Allowed to push and merge; API: push_access_levels",
          FIX);
  private static final Requirement FORCE_PUSH =
      Requirement.change(
          "record-force-push",
          "no force push",
          PAGE + " > Allowed to force push; API: allow_force_push",
          FIX);

  private RecordBranchCheck() {}

  /** Compares the entries that match the branch. */
  static void run(Answer all, Findings findings) {
    String branch = RepositorySettings.RECORD_BRANCH;
    Reading<List<JsonNode>> matching = ProtectedBranchCheck.matching(all, branch);
    findings.compare(
        PROTECTED,
        branch,
        matching,
        some -> some.isEmpty() ? Optional.of("not protected") : Optional.empty());
    if (matching.value().filter(List::isEmpty).isPresent()) {
      return;
    }
    findings.compare(
        PUSH,
        branch,
        matching.flatMap(
            some -> ProtectedBranchCheck.pushers(some, RecordBranchCheck::includesDevelopers)));
    findings.compare(FORCE_PUSH, branch, matching.flatMap(ProtectedBranchCheck::forcePushes));
  }

  /** Returns whether a level names a role below Maintainer; 0 permits no push. */
  private static boolean includesDevelopers(JsonNode level) {
    int role = level.path("access_level").asInt(-1);
    return !ProtectedBranchCheck.isNamed(level) && role != 0 && role < MAINTAINER;
  }
}

package dev.slipway.repository.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.Findings;
import dev.slipway.repository.Reading;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.Requirement;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Answers;
import dev.slipway.repository.rest.Fields;
import java.util.List;
import java.util.Optional;

/** The approvals of merge requests, and the push rules on which they depend. */
final class ApprovalCheck {
  private static final String PAGE = "Settings > Merge requests > Approval settings > ";
  private static final String FIX = "apply settings/approval-settings.json";
  private static final String PUSH_FIX = "apply settings/push-rule.json";

  private static final Requirement APPROVALS =
      Requirement.duties(
          "approvals",
          "at least 1 approval",
          "Settings > Merge requests > Approval rules; API: approval_rules, approvals_required",
          "apply settings/approval-rule.json");
  private static final Requirement AUTHOR =
      Requirement.duties(
          "author-approval",
          "the author cannot approve",
          PAGE + "Prevent approval by author; API: allow_author_approval",
          FIX);
  private static final Requirement COMMITTERS =
      Requirement.duties(
          "last-push-approval",
          "who added a commit cannot approve",
          PAGE + "Prevent approvals by users who add commits; API: allow_committer_approval",
          FIX);
  private static final Requirement OVERRIDES =
      Requirement.duties(
          "approval-rule-edits",
          "a merge request cannot change approval rules",
          PAGE
              + "Prevent editing approval rules in merge requests; API:"
              + " allow_overrides_to_approver_list_per_merge_request",
          FIX);
  private static final Requirement STALE =
      Requirement.change(
          "stale-approvals",
          "a push removes all approvals",
          PAGE + "When a commit is added; API: retain_approvals_on_push",
          FIX);
  private static final Requirement COMMITTER =
      Requirement.duties(
          "committer-identity",
          "committers push only with their own verified e-mail address",
          "Settings > Repository > Push rules; API: commit_committer_check",
          PUSH_FIX);
  private static final Requirement SECRETS =
      Requirement.change(
          "push-secrets",
          "files with secrets are refused",
          "Settings > Repository > Push rules; API: prevent_secrets",
          PUSH_FIX);

  private static final String BRANCHES = "/protected_branches";
  private static final String REQUIRED = "/approvals_required";
  private static final String APPROVERS = "/eligible_approvers";
  private static final List<String> COUNTED = List.of("any_approver", "regular");

  private ApprovalCheck() {}

  /** Reads the settings and compares them. */
  static void run(Answers api, String path, RepositorySettings settings, Findings findings) {
    findings.compare(
        APPROVALS,
        settings.branch(),
        api.list(path + "/approval_rules", "")
            .document()
            .flatMap(rules -> tooFew(rules, settings.branch())));
    Answer approvals = api.get(path + "/merge_request_approval_setting");
    allowed(findings, AUTHOR, approvals, "allow_author_approval");
    allowed(findings, COMMITTERS, approvals, "allow_committer_approval");
    allowed(findings, OVERRIDES, approvals, "allow_overrides_to_approver_list_per_merge_request");
    allowed(findings, STALE, approvals, "retain_approvals_on_push");
    Answer push = api.get(path + "/push_rule");
    findings.requireEqual(COMMITTER, "push rules", pushRule(push, "/commit_committer_check"), true);
    findings.requireEqual(SECRETS, "push rules", pushRule(push, "/prevent_secrets"), true);
  }

  private static void allowed(
      Findings findings, Requirement requirement, Answer settings, String field) {
    findings.requireEqual(
        requirement, "merge requests", settings.flag("/%s/value".formatted(field)), false);
  }

  /**
   * Returns a push rule. Source: docs.gitlab.com, "Project push rules API": the response is null if
   * no rule was ever set, and some fields are null if they are false.
   */
  private static Reading<Boolean> pushRule(Answer push, String pointer) {
    boolean isUnset = push.document().value().filter(JsonNode::isNull).isPresent();
    return isUnset ? Reading.of(false) : NullableFlag.of(push, pointer);
  }

  private static Reading<Optional<String>> tooFew(JsonNode rules, String branch) {
    List<JsonNode> counted =
        Fields.items(rules, "")
            .filter(rule -> COUNTED.contains(rule.path("rule_type").asText()))
            .toList();
    int most =
        counted.stream()
            .filter(rule -> isFor(rule, branch) && hasApprover(rule))
            .mapToInt(rule -> Fields.number(rule, REQUIRED))
            .max()
            .orElse(0);
    return most >= 1
        ? Reading.of(Optional.empty())
        : Fields.complete(counted, BRANCHES)
            .flatMap(all -> Fields.complete(all, REQUIRED))
            .flatMap(
                all ->
                    Fields.complete(
                        all.stream().filter(ApprovalCheck::isRegular).toList(), APPROVERS))
            .map(all -> Optional.of(most + " approvals"));
  }

  /**
   * Source: docs.gitlab.com, "Merge request approval rules", "Invalid rules": one that no user can
   * approve counts as approved.
   */
  private static boolean hasApprover(JsonNode rule) {
    return !isRegular(rule) || Fields.items(rule, APPROVERS).findAny().isPresent();
  }

  private static boolean isRegular(JsonNode rule) {
    return rule.path("rule_type").asText().equals("regular");
  }

  private static boolean isFor(JsonNode rule, String branch) {
    List<JsonNode> branches = Fields.items(rule, BRANCHES).toList();
    return (rule.at(BRANCHES).isArray() && branches.isEmpty())
        || Fields.flag(rule, "/applies_to_all_protected_branches")
        || branches.stream().anyMatch(one -> ProtectedBranchCheck.matches(one, branch));
  }
}

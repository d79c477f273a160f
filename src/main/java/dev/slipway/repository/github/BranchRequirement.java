package dev.slipway.repository.github;

import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One requirement of a branch.
 *
 * @param weakness returns the actual value as text if it is weaker than required
 */
record BranchRequirement(
    Requirement requirement, Function<BranchProtection, Optional<String>> weakness) {

  static final String PAGE = "Settings > Rules > Rulesets";
  private static final String FIX = "apply settings/ruleset-main.json";

  /** Without bypass actors; compared with the rules of all of these. */
  static final Requirement BYPASS =
      Requirement.duties(
          "bypass",
          "no role, team, app or administrator can bypass the rules",
          PAGE
              + " > Bypass list; API: bypass_actors of the ruleset, and enforce_admins and"
              + " bypass_pull_request_allowances of branch protection",
          FIX + ", which has no bypass actors; it also binds administrators");

  /** Returns all requirements of a branch. */
  static List<BranchRequirement> of(RepositorySettings settings) {
    List<BranchRequirement> all = new ArrayList<>(pullRequest());
    all.addAll(reviewed());
    all.addAll(checks(settings.checks()));
    all.addAll(history());
    return List.copyOf(all);
  }

  private static List<BranchRequirement> pullRequest() {
    return List.of(
        enforced(
            Requirement.change(
                "pull-request", "changes need a pull request", rule("pull_request"), FIX),
            BranchProtection::pullRequest,
            "the branch accepts pushes without one"),
        new BranchRequirement(
            Requirement.duties(
                "approvals",
                "at least 1 approval of a person who is not the author",
                parameter("required_approving_review_count"),
                FIX),
            rules -> weak(rules.approvals() >= 1, rules.approvals() + " approvals")),
        enforced(
            Requirement.duties(
                "last-push-approval",
                "a person who is not the last pusher approves the last push",
                parameter("require_last_push_approval"),
                FIX),
            BranchProtection::lastPush,
            "who pushes to another person's pull request can approve it"));
  }

  private static List<BranchRequirement> reviewed() {
    return List.of(
        enforced(
            Requirement.change(
                "stale-approvals",
                "a push dismisses approvals",
                parameter("dismiss_stale_reviews_on_push"),
                FIX),
            BranchProtection::staleDismissed,
            "approvals of an earlier content stay"),
        enforced(
            Requirement.duties(
                "code-owner-approval",
                "an owner of each changed file approves",
                parameter("require_code_owner_review"),
                FIX),
            BranchProtection::codeOwners,
            "owners of files are not required"),
        enforced(
            Requirement.change(
                "conversations",
                "all conversations are resolved",
                parameter("required_review_thread_resolution"),
                FIX),
            BranchProtection::threads,
            "open questions do not stop a merge"));
  }

  private static List<BranchRequirement> checks(List<String> required) {
    return List.of(
        new BranchRequirement(
            Requirement.change(
                "required-checks",
                "these checks succeed: " + String.join(", ", required),
                parameter("required_status_checks"),
                FIX),
            rules ->
                weak(
                    rules.checks().keySet().containsAll(required),
                    "required: " + sorted(rules.checks().keySet().stream().toList()))),
        new BranchRequirement(
            Requirement.change(
                "check-source",
                "only GitHub Actions reports the required checks, on your own server a named app",
                parameter("required_status_checks[].integration_id"),
                FIX + ", in which 15368 is GitHub Actions on github.com"),
            rules -> {
              List<String> ofAny =
                  required.stream()
                      .filter(one -> !rules.checks().getOrDefault(one, false))
                      .toList();
              return weak(ofAny.isEmpty(), "not bound to the app GitHub Actions: " + sorted(ofAny));
            }),
        enforced(
            Requirement.change(
                "checks-up-to-date",
                "checks ran with the newest commit of the branch",
                parameter("strict_required_status_checks_policy"),
                FIX),
            BranchProtection::upToDate,
            "checks of an older state of the branch count"));
  }

  private static List<BranchRequirement> history() {
    return List.of(
        enforced(
            Requirement.change(
                "linear-history", "no merge commits", rule("required_linear_history"), FIX),
            BranchProtection::linearHistory,
            "merge commits are accepted: what was reviewed is not one commit of the branch"),
        enforced(
            Requirement.change("force-push", "no force push", rule("non_fast_forward"), FIX),
            BranchProtection::noForcePush,
            "force pushes can replace reviewed commits"),
        enforced(
            Requirement.change("deletion", "no deletion", rule("deletion"), FIX),
            BranchProtection::noDeletion,
            "the branch can be deleted"));
  }

  static BranchRequirement enforced(
      Requirement requirement, Predicate<BranchProtection> isEnforced, String consequence) {
    return new BranchRequirement(
        requirement, rules -> weak(isEnforced.test(rules), "not required: " + consequence));
  }

  private static Optional<String> weak(boolean isEnforced, String actual) {
    return isEnforced ? Optional.empty() : Optional.of(actual);
  }

  private static String sorted(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names.stream().sorted().toList());
  }

  static String rule(String type) {
    return "%s; API: rules[].type %s".formatted(PAGE, type);
  }

  private static String parameter(String name) {
    return "%s; API: rules[].parameters.%s".formatted(PAGE, name);
  }
}

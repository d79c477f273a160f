package dev.slipway.repository.github;

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

/** The environments to which workflows deploy, which hold the credentials for it. */
final class EnvironmentCheck {
  private static final String PAGE = "Settings > Environments > NAME";
  private static final String FIX = "apply settings/environment-NAME.json";

  private static final Requirement EXISTS =
      Requirement.change(
          "environment", "the environment exists", PAGE + "; API: environments", FIX);
  private static final Requirement REVIEWERS =
      Requirement.duties(
          "environment-reviewers",
          "a person or team approves each deployment",
          PAGE + " > Required reviewers; API: protection_rules[].reviewers",
          FIX);
  private static final Requirement SELF_REVIEW =
      Requirement.duties(
          "environment-self-review",
          "who starts a deployment cannot approve it",
          PAGE + " > Prevent self-review; API: protection_rules[].prevent_self_review",
          FIX);
  private static final Requirement ADMINISTRATORS =
      Requirement.duties(
          "environment-administrators",
          "administrators cannot deploy without an approval",
          PAGE + " > Allow administrators to bypass; API: can_admins_bypass",
          "clear the checkbox on the page of the environment");
  private static final Requirement BRANCHES = branches("only the deployed branch", "main");
  private static final Requirement REQUESTS =
      branches("only the merges of pull requests", "pull-requests");

  /** The refs of pull requests for which {@code on: pull_request} runs. */
  private static final String MERGES = "refs/pull/*/merge";

  /**
   * The requirements of an environment.
   *
   * @param isReviewed whether a person approves each job
   */
  private record Needs(String name, boolean isReviewed, Requirement branches, String branch) {
    private List<Requirement> all() {
      return isReviewed
          ? List.of(EXISTS, REVIEWERS, SELF_REVIEW, ADMINISTRATORS, branches)
          : List.of(EXISTS, branches);
    }
  }

  private final Answers api;
  private final String path;
  private final Findings findings;

  private EnvironmentCheck(Answers api, String path, Findings findings) {
    this.api = api;
    this.path = path + "/environments";
    this.findings = findings;
  }

  /** Reads the environments and compares them. */
  static void run(Answers api, String path, RepositorySettings settings, Findings findings) {
    EnvironmentCheck check = new EnvironmentCheck(api, path, findings);
    Answer all = api.list(check.path, "environments");
    String branch = settings.branch();
    settings
        .environments()
        .forEach(name -> check.compare(new Needs(name, true, BRANCHES, branch), all));
    check.compare(new Needs(RepositorySettings.PREVIEW, false, BRANCHES, branch), all);
    check.compare(new Needs(RepositorySettings.PREVIEW_CODE, true, REQUESTS, MERGES), all);
  }

  private static Requirement branches(String required, String file) {
    return Requirement.change(
        "environment-branches",
        required,
        PAGE + " > Deployment branches and tags; API: deployment-branch-policies",
        "%s and settings/deployment-branch-%s.json; remove other entries".formatted(FIX, file));
  }

  private void compare(Needs needs, Answer all) {
    String name = needs.name();
    Optional<JsonNode> found =
        all.document()
            .value()
            .flatMap(
                list ->
                    Fields.items(list, "")
                        .filter(one -> one.path("name").asText().equals(name))
                        .findFirst());
    if (found.isPresent()) {
      findings.satisfied(EXISTS, name);
      compareSettings(needs, Answer.of(all.request(), found.get()));
    } else if (all.isFound()) {
      findings.weaker(EXISTS, name, "does not exist");
    } else {
      needs.all().forEach(one -> findings.notAssessed(one, name, all.reason()));
    }
  }

  private void compareSettings(Needs needs, Answer environment) {
    if (needs.isReviewed()) {
      compareReview(needs.name(), environment);
    }
    findings.compare(
        needs.branches(),
        needs.name(),
        branches(needs.name(), environment.body()),
        allowed -> otherBranches(allowed, needs.branch()));
  }

  private void compareReview(String name, Answer environment) {
    List<JsonNode> rules =
        Fields.items(environment.body(), "/protection_rules")
            .filter(rule -> rule.path("type").asText().equals("required_reviewers"))
            .toList();
    boolean isReviewed =
        rules.stream().anyMatch(rule -> Fields.items(rule, "/reviewers").findAny().isPresent());
    findings.requireEqual(REVIEWERS, name, Reading.of(isReviewed ? "some" : "none"), "some");
    boolean isSelf = rules.stream().noneMatch(rule -> Fields.flag(rule, "/prevent_self_review"));
    findings.requireEqual(SELF_REVIEW, name, Reading.of(isSelf ? "allowed" : "no"), "no");
    findings.requireEqual(ADMINISTRATORS, name, environment.flag("/can_admins_bypass"), false);
  }

  private Reading<List<String>> branches(String name, JsonNode environment) {
    JsonNode policy = environment.path("deployment_branch_policy");
    if (Fields.flag(policy, "/custom_branch_policies")) {
      String policies =
          "/%s/deployment-branch-policies".formatted(RepositorySettings.segment(name));
      return api.list(path + policies, "branch_policies")
          .document()
          .flatMap(list -> Fields.complete(Fields.items(list, "").toList(), "/type"))
          .map(all -> all.stream().map(EnvironmentCheck::policy).toList());
    }
    return Reading.of(
        List.of(
            Fields.flag(policy, "/protected_branches")
                ? "every branch with branch protection, and every branch if none has it"
                : "every branch and tag"));
  }

  private static String policy(JsonNode one) {
    return Answer.name(one, "type") + " " + Answer.name(one, "name");
  }

  private static Optional<String> otherBranches(List<String> allowed, String only) {
    return allowed.equals(List.of("branch " + only))
        ? Optional.empty()
        : Optional.of(allowed.isEmpty() ? "none" : String.join(", ", allowed));
  }
}

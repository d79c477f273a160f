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
  private static final Requirement BRANCHES =
      Requirement.change(
          "environment-branches",
          "only the deployed branch",
          PAGE + " > Deployment branches and tags; API: deployment-branch-policies",
          FIX + " and settings/deployment-branch-main.json; remove other entries");

  private final Answers api;
  private final String path;
  private final RepositorySettings settings;
  private final Findings findings;

  private EnvironmentCheck(
      Answers api, String path, RepositorySettings settings, Findings findings) {
    this.api = api;
    this.path = path + "/environments";
    this.settings = settings;
    this.findings = findings;
  }

  /** Reads the environments and compares them. */
  static void run(Answers api, String path, RepositorySettings settings, Findings findings) {
    EnvironmentCheck check = new EnvironmentCheck(api, path, settings, findings);
    Answer all = api.list(check.path, "environments");
    settings.environments().forEach(name -> check.compare(name, all));
  }

  private void compare(String name, Answer all) {
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
      compareSettings(name, Answer.of(all.request(), found.get()));
    } else if (all.isFound()) {
      findings.weaker(EXISTS, name, "does not exist");
    } else {
      List.of(EXISTS, REVIEWERS, SELF_REVIEW, ADMINISTRATORS, BRANCHES)
          .forEach(one -> findings.notAssessed(one, name, all.reason()));
    }
  }

  private void compareSettings(String name, Answer environment) {
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
    findings.compare(BRANCHES, name, branches(name, environment.body()), this::otherBranches);
  }

  private Reading<List<String>> branches(String name, JsonNode environment) {
    JsonNode policy = environment.path("deployment_branch_policy");
    if (Fields.flag(policy, "/custom_branch_policies")) {
      String policies =
          "/%s/deployment-branch-policies".formatted(RepositorySettings.segment(name));
      return api.list(path + policies, "branch_policies")
          .document()
          .map(list -> Fields.items(list, "").map(EnvironmentCheck::policy).toList());
    }
    return Reading.of(
        List.of(
            Fields.flag(policy, "/protected_branches")
                ? "every branch with branch protection, and every branch if none has it"
                : "every branch and tag"));
  }

  private static String policy(JsonNode one) {
    return one.path("type").asText("branch") + " " + Answer.name(one, "name");
  }

  private Optional<String> otherBranches(List<String> allowed) {
    return allowed.equals(List.of("branch " + settings.branch()))
        ? Optional.empty()
        : Optional.of(allowed.isEmpty() ? "none" : String.join(", ", allowed));
  }
}

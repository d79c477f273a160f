package dev.slipway.repository.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.Findings;
import dev.slipway.repository.Reading;
import dev.slipway.repository.Requirement;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Answers;
import dev.slipway.repository.rest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The permissions of workflows, what pull requests of forks receive, and secrets. */
final class ActionsCheck {
  private static final String PAGE = "Settings > Actions > General";
  private static final String WHERE = "Actions";

  private static final Requirement TOKEN =
      Requirement.change(
          "actions-token",
          "the token of a workflow reads",
          PAGE + " > Workflow permissions; API: default_workflow_permissions",
          "apply settings/actions-token.json");
  private static final Requirement APPROVALS =
      Requirement.duties(
          "actions-approvals",
          "workflows cannot approve pull requests",
          PAGE + " > Workflow permissions; API: can_approve_pull_request_reviews",
          "apply settings/actions-token.json");
  private static final Requirement ACTIONS =
      Requirement.change(
          "actions-selected",
          "only selected actions run",
          PAGE
              + " > Actions permissions; API: allowed_actions, and"
              + " patterns_allowed and verified_allowed of selected-actions",
          "apply settings/actions.json and settings/actions-selected.json");
  private static final Requirement PINNED =
      Requirement.change(
          "actions-pinned",
          "actions are pinned by commit",
          PAGE
              + " > Require actions to be pinned to a full-length commit SHA; API:"
              + " sha_pinning_required",
          "apply settings/actions.json");
  private static final Requirement FORK_SECRETS =
      Requirement.change(
          "fork-secrets",
          "workflows of forks receive no secrets",
          PAGE + " > Fork pull request workflows; API: send_secrets_and_variables",
          "apply settings/fork-pull-requests.json");
  private static final Requirement FORK_TOKENS =
      Requirement.change(
          "fork-tokens",
          "workflows of forks receive no token that writes",
          PAGE + " > Fork pull request workflows; API: send_write_tokens_to_workflows",
          "apply settings/fork-pull-requests.json");
  private static final Requirement FORK_APPROVAL =
      Requirement.change(
          "fork-approval",
          "workflows of forks start after an approval",
          PAGE
              + " > Fork pull request workflows; API: require_approval_for_fork_pr_workflows, and"
              + " approval_policy of a public repository",
          "apply settings/fork-pull-requests.json, in a public repository"
              + " settings/fork-approval.json");
  private static final Requirement SECRETS =
      Requirement.change(
          "secrets",
          "secrets belong to an environment",
          "Settings > Secrets and variables > Actions; API: actions/secrets and"
              + " actions/organization-secrets",
          "move each secret to an environment: workflows of every branch can read those of the"
              + " repository and of its organization");

  private final Answers api;
  private final String path;
  private final Findings findings;

  private ActionsCheck(Answers api, String path, Findings findings) {
    this.api = api;
    this.path = path + "/actions";
    this.findings = findings;
  }

  /**
   * Reads the settings and compares them.
   *
   * @param repository the description of the repository
   */
  static void run(Answers api, String path, Answer repository, Findings findings) {
    ActionsCheck check = new ActionsCheck(api, path, findings);
    check.permissions();
    check.forks(repository.flag("/private"));
    check.secrets("secrets", "repository");
    check.secrets("organization-secrets", "organization");
  }

  private void permissions() {
    Answer token = api.get(path + "/permissions/workflow");
    findings.requireEqual(TOKEN, WHERE, token.text("/default_workflow_permissions"), "read");
    findings.requireEqual(APPROVALS, WHERE, token.flag("/can_approve_pull_request_reviews"), false);
    Answer actions = api.get(path + "/permissions");
    findings.compare(ACTIONS, WHERE, actions.text("/allowed_actions").flatMap(this::unchosen));
    findings.requireEqual(PINNED, WHERE, actions.flag("/sha_pinning_required"), true);
  }

  /** Returns the third-party actions that run without a choice; empty if none do. */
  private Reading<Optional<String>> unchosen(String allowed) {
    return switch (allowed) {
      case "local_only" -> Reading.of(Optional.empty());
      case "selected" -> selected(api.get(path + "/permissions/selected-actions"));
      default -> Reading.of(Optional.of(allowed));
    };
  }

  private static Reading<Optional<String>> selected(Answer chosen) {
    Reading<Boolean> verified = chosen.flag("/verified_allowed");
    Reading<List<String>> patterns =
        chosen
            .items("/patterns_allowed")
            .map(all -> all.stream().map(JsonNode::asText).filter(ActionsCheck::isWide).toList());
    List<String> weak = new ArrayList<>(patterns.value().orElse(List.of()));
    verified.value().filter(any -> any).ifPresent(any -> weak.add("every verified creator"));
    return weak.isEmpty()
        ? verified.flatMap(none -> patterns.map(all -> Optional.empty()))
        : Reading.of(Optional.of(String.join(", ", weak)));
  }

  /** Returns whether a pattern matches actions of more than one owner. */
  private static boolean isWide(String pattern) {
    return !pattern.startsWith("!") && pattern.replaceFirst("/.*", "").contains("*");
  }

  /** Forks of a public repository never receive secrets or a token that writes. */
  private void forks(Reading<Boolean> isPrivate) {
    if (isPrivate.value().isEmpty()) {
      List.of(FORK_SECRETS, FORK_TOKENS, FORK_APPROVAL)
          .forEach(one -> findings.notAssessed(one, WHERE, isPrivate.reason()));
    } else if (isPrivate.value().get()) {
      privateForks(api.get(path + "/permissions/fork-pr-workflows-private-repos"));
    } else {
      Answer approval = api.get(path + "/permissions/fork-pr-contributor-approval");
      findings.requireEqual(
          FORK_APPROVAL, WHERE, approval.text("/approval_policy"), "all_external_contributors");
    }
  }

  private void privateForks(Answer forks) {
    findings.requireEqual(FORK_SECRETS, WHERE, given(forks, "/send_secrets_and_variables"), false);
    findings.requireEqual(
        FORK_TOKENS, WHERE, given(forks, "/send_write_tokens_to_workflows"), false);
    Reading<Boolean> approved = forks.flag("/require_approval_for_fork_pr_workflows");
    Reading<Boolean> run = forks.flag("/run_workflows_from_fork_pull_requests");
    findings.requireEqual(
        FORK_APPROVAL, WHERE, run.flatMap(runs -> runs ? approved : Reading.of(true)), true);
  }

  /** Returns a setting of workflows of forks; false if these do not run. */
  private static Reading<Boolean> given(Answer forks, String pointer) {
    return forks
        .flag("/run_workflows_from_fork_pull_requests")
        .flatMap(runs -> runs ? forks.flag(pointer) : Reading.of(false));
  }

  private void secrets(String list, String where) {
    findings.compare(
        SECRETS,
        where,
        api.list(path + "/" + list, "secrets").document(),
        all ->
            all.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", Fields.names(all, "name"))));
  }
}

package dev.slipway.repository.gitlab;

import dev.slipway.repository.Findings;
import dev.slipway.repository.Reading;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.Requirement;
import dev.slipway.repository.rest.Answer;
import java.util.List;
import java.util.Optional;

/** The settings of a project about merge requests and pipelines. */
final class ProjectCheck {
  private static final String MERGE = "Settings > Merge requests > ";
  private static final String CI = "Settings > CI/CD > ";
  private static final String FIX = "apply settings/project.json";

  private static final Requirement DEFAULT_BRANCH =
      Requirement.change(
          "default-branch",
          "the deployed branch is the default branch",
          "Settings > Repository > Branch defaults; API: default_branch",
          "select the deployed branch, or pass the other one as --branch");
  private static final Requirement PIPELINE =
      Requirement.change(
          "required-checks",
          "the pipeline succeeds",
          MERGE + "Pipelines must succeed; API: only_allow_merge_if_pipeline_succeeds",
          FIX);
  private static final Requirement SKIPPED =
      Requirement.change(
          "skipped-pipelines",
          "a skipped pipeline is not a success",
          MERGE
              + "Skipped pipelines are considered successful; API: allow_merge_on_skipped_pipeline",
          FIX);
  private static final Requirement THREADS =
      Requirement.change(
          "conversations",
          "all threads are resolved",
          MERGE
              + "All threads must be resolved; API:"
              + " only_allow_merge_if_all_discussions_are_resolved",
          FIX);
  private static final Requirement LINEAR =
      Requirement.change(
          "linear-history",
          "fast-forward merges only (ff): what was checked is what becomes the branch",
          MERGE + "Merge method; API: merge_method",
          FIX);
  private static final Requirement FORKS =
      Requirement.change(
          "fork-secrets",
          "pipelines of forks do not run in the project",
          CI + "General pipelines; API: ci_allow_fork_pipelines_to_run_in_parent_project",
          FIX);
  private static final Requirement SELF_APPROVAL =
      Requirement.duties(
          "environment-self-review",
          "who starts a deployment cannot approve it",
          CI
              + "Protected environments > Allow pipeline triggerer to approve deployment; API:"
              + " allow_pipeline_trigger_approve_deployment",
          FIX);
  private static final Requirement OUTDATED =
      Requirement.change(
          "outdated-deployments",
          "an older deployment job does not run after a newer one",
          CI
              + "General pipelines > Prevent outdated deployment jobs; API:"
              + " ci_forward_deployment_enabled",
          FIX);
  private static final Requirement VARIABLES =
      Requirement.change(
          "pipeline-variables",
          "developers cannot override variables of a pipeline",
          CI
              + "Variables > Minimum role to use pipeline variables; API:"
              + " ci_pipeline_variables_minimum_override_role",
          FIX);
  private static final Requirement JOB_TOKEN =
      Requirement.change(
          "job-token",
          "jobs of other projects have no access",
          CI + "Job token permissions; API: job_token_scope, inbound_enabled",
          "apply settings/job-token.json");

  private static final Requirement FILE =
      Requirement.change(
          "pipeline-file",
          "pipelines come from .gitlab-ci.yml of the project, which has owners",
          CI + "General pipelines > CI/CD configuration file; API: ci_config_path",
          FIX);

  /** GitLab uses the file .gitlab-ci.yml if the setting is empty. */
  private static final List<String> FILES = List.of("", ".gitlab-ci.yml");

  private static final List<String> ROLES = List.of("no_one_allowed", "owner", "maintainer");

  private ProjectCheck() {}

  /** Compares the description of the project. */
  static void run(Answer project, Answer jobToken, RepositorySettings settings, Findings findings) {
    String where = "project";
    findings.requireEqual(
        DEFAULT_BRANCH, where, project.text("/default_branch"), settings.branch());
    flag(findings, PIPELINE, project, "/only_allow_merge_if_pipeline_succeeds", true);
    // GitLab returns null for false here: the column has no default.
    findings.requireEqual(
        SKIPPED, where, NullableFlag.of(project, "/allow_merge_on_skipped_pipeline"), false);
    flag(findings, THREADS, project, "/only_allow_merge_if_all_discussions_are_resolved", true);
    findings.requireEqual(LINEAR, where, project.text("/merge_method"), "ff");
    flag(findings, FORKS, project, "/ci_allow_fork_pipelines_to_run_in_parent_project", false);
    flag(findings, SELF_APPROVAL, project, "/allow_pipeline_trigger_approve_deployment", false);
    flag(findings, OUTDATED, project, "/ci_forward_deployment_enabled", true);
    findings.compare(
        VARIABLES,
        where,
        project.text("/ci_pipeline_variables_minimum_override_role"),
        role -> ROLES.contains(role) ? Optional.empty() : Optional.of(role));
    findings.compare(
        FILE,
        where,
        file(project),
        file -> FILES.contains(file) ? Optional.empty() : Optional.of(file));
    flag(findings, JOB_TOKEN, jobToken, "/inbound_enabled", true);
  }

  /** Returns the path of the file; GitLab returns null for an empty one. */
  private static Reading<String> file(Answer project) {
    String pointer = "/ci_config_path";
    return project
        .document()
        .flatMap(one -> one.at(pointer).isNull() ? Reading.of("") : project.text(pointer));
  }

  private static void flag(
      Findings findings, Requirement requirement, Answer answer, String field, boolean expected) {
    findings.requireEqual(requirement, "project", answer.flag(field), expected);
  }
}

package dev.slipway.repository.gitlab;

import dev.slipway.repository.CodeOwnersRequirements;
import dev.slipway.repository.Findings;
import dev.slipway.repository.Forge;
import dev.slipway.repository.ForgeException;
import dev.slipway.repository.RepositoryName;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Answers;
import dev.slipway.repository.rest.FileInBranch;
import java.util.List;

/** A project on GitLab. */
public final class GitLabRepository {
  /** Source: docs.gitlab.com, "Code Owners": the first of these is used. */
  private static final List<String> CODE_OWNERS =
      List.of("CODEOWNERS", "docs%2FCODEOWNERS", ".gitlab%2FCODEOWNERS");

  private GitLabRepository() {}

  /**
   * Reads the settings and compares them.
   *
   * @throws ForgeException if the project does not exist for this token
   */
  public static Findings compare(Answers api, RepositoryName name, RepositorySettings settings) {
    String path = "/projects/" + name.segment();
    Answer project = api.get(path);
    if (!project.isFound()) {
      throw new ForgeException(
          "%s; the project does not exist, or the token may not see it"
              .formatted(project.reason()));
    }
    Findings findings = new Findings();
    ProjectCheck.run(project, api.get(path + "/job_token_scope"), settings, findings);
    Answer branches = api.list(path + "/protected_branches", "");
    ProtectedBranchCheck.run(branches, settings, findings);
    RecordBranchCheck.run(branches, findings);
    ApprovalCheck.run(api, path, settings, findings);
    ProtectedEnvironmentCheck.run(
        api.list(path + "/protected_environments", ""), settings, findings);
    codeOwners(api, path, settings, findings);
    return findings;
  }

  private static void codeOwners(
      Answers api, String path, RepositorySettings settings, Findings findings) {
    String files = path + "/repository/files/";
    String ref = "?ref=" + settings.branch();
    Answer branch =
        api.get(path + "/repository/branches/" + RepositorySettings.segment(settings.branch()));
    CodeOwnersRequirements.compare(
        Forge.GITLAB,
        FileInBranch.first(CODE_OWNERS, branch, file -> api.get(files + file + ref)),
        findings);
  }
}

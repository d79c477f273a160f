package dev.slipway.repository.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.CodeOwnersRequirements;
import dev.slipway.repository.Findings;
import dev.slipway.repository.Forge;
import dev.slipway.repository.ForgeException;
import dev.slipway.repository.RepositoryName;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.Requirement;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Answers;
import dev.slipway.repository.rest.FileInBranch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A repository on GitHub. */
public final class GitHubRepository {
  /** Source: docs.github.com, "About code owners": the first of these is used. */
  private static final List<String> CODE_OWNERS =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

  private static final Requirement DEFAULT_BRANCH =
      Requirement.change(
          "default-branch",
          "the deployed branch is the default branch",
          "Settings > General > Default branch; API: default_branch",
          "select the deployed branch, or pass the other one as --branch");
  private static final Requirement OWNERS_EXIST =
      Requirement.duties(
          "code-owners-valid",
          "GitHub finds no error in CODEOWNERS",
          "the file CODEOWNERS in the branch; API: codeowners/errors",
          "correct the line: a team must exist and have write access, or it is ignored");

  private GitHubRepository() {}

  /**
   * Reads the settings and compares them.
   *
   * @throws ForgeException if the repository does not exist for this token
   */
  public static Findings compare(Answers api, RepositoryName name, RepositorySettings settings) {
    String path = "/repos/" + name;
    Answer repository = api.get(path);
    if (!repository.isFound()) {
      throw new ForgeException(
          "%s; the repository does not exist, or the token may not see it"
              .formatted(repository.reason()));
    }
    Findings findings = new Findings();
    findings.requireEqual(
        DEFAULT_BRANCH, name.text(), repository.text("/default_branch"), settings.branch());
    BranchCheck.run(api, path, settings, findings);
    codeOwners(api, path, settings, findings);
    EnvironmentCheck.run(api, path, settings, findings);
    ActionsCheck.run(api, path, repository, findings);
    return findings;
  }

  private static void codeOwners(
      Answers api, String path, RepositorySettings settings, Findings findings) {
    String ref = "?ref=" + settings.branch();
    Answer branch = api.get(path + "/branches/" + RepositorySettings.segment(settings.branch()));
    CodeOwnersRequirements.compare(
        Forge.GITHUB,
        FileInBranch.first(CODE_OWNERS, branch, file -> api.get(path + "/contents/" + file + ref)),
        findings);
    findings.compare(
        OWNERS_EXIST,
        "CODEOWNERS",
        api.get(path + "/codeowners/errors" + ref).items("/errors"),
        GitHubRepository::errors);
  }

  private static Optional<String> errors(List<JsonNode> found) {
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            found.stream()
                .map(
                    one ->
                        "line %d: %s".formatted(one.path("line").asInt(), Answer.name(one, "kind")))
                .collect(Collectors.joining("; ")));
  }
}

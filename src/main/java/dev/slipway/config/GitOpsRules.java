package dev.slipway.config;

import java.util.List;
import java.util.Locale;

/** Checks that what Argo CD deploys in production changes by a decision about production. */
final class GitOpsRules {
  private final ProblemCollector problems;

  GitOpsRules(ProblemCollector problems) {
    this.problems = problems;
  }

  /** Rejects a branch or tag that production and another environment follow. */
  void validate(List<StackFile> files) {
    for (StackFile file : files) {
      GitOpsConfig gitops = file.config().gitops();
      if (file.config().environment().isProduction() && gitops != null) {
        files.forEach(other -> compare(file, gitops, other));
      }
    }
  }

  private void compare(StackFile production, GitOpsConfig gitops, StackFile other) {
    GitOpsConfig others = other.config().gitops();
    if (others == null || other.config().environment().isProduction() || !follows(gitops, others)) {
      return;
    }
    problems.add(
        production,
        "gitops.revision",
        ("\"%s\" is also followed by %s: a push would change production at the same time as %s;"
                + " choose another branch or tag, such as production, and move it to commits"
                + " that ran there")
            .formatted(gitops.revision(), other.path(), other.config().environment().text()));
  }

  /** A full commit hash cannot be pushed to, so two environments can have the same. */
  private static boolean follows(GitOpsConfig one, GitOpsConfig other) {
    return repository(one).equals(repository(other))
        && one.revision().branchOrTag().equals(other.revision().branchOrTag())
        && !one.revision().isCommit();
  }

  /** Returns the URL without the differences that Git hosts ignore. */
  private static String repository(GitOpsConfig gitops) {
    String url = gitops.repository().toString().toLowerCase(Locale.ROOT);
    return url.replaceFirst("/*$", "").replaceFirst("\\.git$", "");
  }
}

package dev.slipway.config;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.IpPrefix;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks what Argo CD deploys, and where. */
final class GitOpsRules {
  /** Namespaces of the cluster itself. Whoever writes there is an administrator. */
  private static final Pattern RESERVED =
      Pattern.compile("kube-.*|argocd|audit-shipper|audit-store|default|slipway-system");

  private final ProblemCollector problems;

  GitOpsRules(ProblemCollector problems) {
    this.problems = problems;
  }

  /** Checks the values of one stack file. */
  void validate(StackFile file) {
    GitOpsConfig gitops = file.config().gitops();
    if (gitops == null) {
      return;
    }
    clusterCidrs(file, gitops.clusterCidrs());
    namespaces(file, gitops.namespacesOrDefault());
  }

  private void clusterCidrs(StackFile file, List<IpPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i).length() == 0) {
        problems.add(
            file,
            "gitops.clusterCidrs[%d]".formatted(i),
            "%s is every address; expected prefixes with the API addresses of this environment's clusters, such as 198.51.100.32/27"
                .formatted(prefixes.get(i)));
      }
    }
  }

  private void namespaces(StackFile file, List<DnsLabel> namespaces) {
    Set<DnsLabel> seen = new HashSet<>();
    for (int i = 0; i < namespaces.size(); i++) {
      String key = "gitops.namespaces[%d]".formatted(i);
      if (!seen.add(namespaces.get(i))) {
        problems.add(file, key, "is listed twice; remove one");
      }
      if (RESERVED.matcher(namespaces.get(i).text()).matches()) {
        problems.add(
            file,
            key,
            "\"%s\" is a namespace of the cluster itself: an author of the repository would become its administrator; choose another name, such as site"
                .formatted(namespaces.get(i)));
      }
    }
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

package dev.slipway.repository;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of the required settings that differs between repositories. Everything else that is
 * required is the same for all of them.
 *
 * @param branch the branch from which production is deployed
 * @param environments the environments to which workflows deploy
 * @param checks the status checks that a change needs, on GitHub; a GitLab pipeline counts as one
 */
public record RepositorySettings(String branch, List<String> environments, List<String> checks) {
  /** The environment in which the workflows preview stack files, with the program of the branch. */
  public static final String PREVIEW = "preview";

  /** The environment in which GitHub's workflows preview changed code, after an approval. */
  public static final String PREVIEW_CODE = "preview-code";

  /** The branch to which the workflows add the record of deployments. */
  public static final String RECORD_BRANCH = "deployments";

  /** Characters that need no escape in the path or the query of a URL, and slashes. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_./-]*");

  /** Copies the lists, and refuses names that could change the path of a request. */
  public RepositorySettings {
    environments = List.copyOf(environments);
    checks = List.copyOf(checks);
    requireName("a branch", branch);
    environments.forEach(one -> requireName("an environment", one));
  }

  private static void requireName(String kind, String text) {
    if (!NAME.matcher(text).matches() || text.contains("..") || text.contains("//")) {
      throw new IllegalArgumentException(
          "\"%s\" is not the name of %s; expected letters, digits and _ . / -"
              .formatted(text, kind));
    }
  }

  /** Returns a name as one segment of a path. */
  public static String segment(String name) {
    return name.replace("/", "%2F");
  }
}

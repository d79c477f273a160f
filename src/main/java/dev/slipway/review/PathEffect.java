package dev.slipway.review;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The effect on stacks of a changed file, by its path. A path that no rule names has the effect of
 * code, which can change every stack.
 *
 * @param scope the stacks whose update the file can change
 * @param stack the stack of {@link Scope#ONE_STACK}
 */
record PathEffect(Scope scope, Optional<String> stack) {

  /** The stacks that a file can change. */
  enum Scope {
    /** None: documentation, tests, and what Argo CD reads after the merge. */
    NO_STACK,
    /** The stacks whose plan differs. */
    BY_PLAN,
    /** One: the settings of a stack. */
    ONE_STACK,
    /** Every stack, with whose credentials it runs: programs, plugins, workflows. */
    CODE
  }

  private static final Pattern SETTINGS =
      Pattern.compile("(?:.*/)?Pulumi\\.(?<stack>[a-z0-9-]+)\\.yaml");

  private static final Pattern NO_STACK =
      Pattern.compile(
          String.join(
              "|",
              "(?:docs|site|bench|examples|lab|gitops)/.*",
              "src/(?:test|it)/.*",
              "(?:[^/]+/)?[^/]+\\.md",
              "(?:stacks/)?stack\\.schema\\.json",
              "exemptions\\.yaml|LICENSE|\\.gitignore|\\.editorconfig"));

  /**
   * Returns the effect of a file.
   *
   * @param folder path of the folder of the stack files from the root, for example {@code stacks};
   *     empty if it is the root
   */
  static PathEffect of(String path, String folder) {
    Matcher settings = SETTINGS.matcher(path);
    if (settings.matches()) {
      return new PathEffect(Scope.ONE_STACK, Optional.of(settings.group("stack")));
    }
    if (isStackFile(path, folder)) {
      return new PathEffect(Scope.BY_PLAN, Optional.empty());
    }
    Scope scope = NO_STACK.matcher(path).matches() ? Scope.NO_STACK : Scope.CODE;
    return new PathEffect(scope, Optional.empty());
  }

  private static boolean isStackFile(String path, String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return path.startsWith(prefix)
        && path.endsWith(".yaml")
        && path.indexOf('/', prefix.length()) < 0
        && !path.endsWith("/Pulumi.yaml")
        && !path.equals("Pulumi.yaml");
  }

  /** Whether an update uses the file as code, or as settings besides the stack files. */
  boolean isCode() {
    return scope == Scope.CODE || scope == Scope.ONE_STACK;
  }

  /** Whether the file changes a stack, whatever the plans are. */
  boolean changes(String name) {
    return scope == Scope.CODE || stack.equals(Optional.of(name));
  }
}

package dev.slipway.value;

import java.util.regex.Pattern;

/** A branch, tag or commit of a Git repository. */
public record GitRevision(String text) {
  /**
   * A subset of the names that git-check-ref-format(1) allows: ASCII, and no expression. The Git
   * host's settings decide which branch is HEAD.
   */
  private static final Pattern FORM =
      Pattern.compile(
          "(?!HEAD$)(?!.*(\\.\\.|//|/\\.|\\.lock(/|$)))[A-Za-z0-9]([A-Za-z0-9._/-]{0,198}[A-Za-z0-9])?");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  /** Reads a revision such as {@code main} or {@code release/1.2}. */
  public static GitRevision parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not a valid Git revision; expected a branch, tag or commit of ASCII letters, digits"
              + " and ._/- such as main or release/1.2, and not HEAD");
    }
    return new GitRevision(text);
  }

  /** Whether it is the full hash of a commit: its content never changes. */
  public boolean isCommit() {
    return COMMIT.matcher(text).matches();
  }

  /** Returns the name without the prefix that Git adds to branches or tags. */
  public String branchOrTag() {
    return text.replaceFirst("^(refs/)?(heads|tags)/", "");
  }

  @Override
  public String toString() {
    return text;
  }
}

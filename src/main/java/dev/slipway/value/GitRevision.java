package dev.slipway.value;

import java.util.regex.Pattern;

/** A branch, tag or commit of a Git repository. */
public record GitRevision(String text) {
  /** A subset of the names that git-check-ref-format(1) allows: ASCII, and no expression. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?!.*(\\.\\.|//|/\\.|\\.lock(/|$)))[A-Za-z0-9]([A-Za-z0-9._/-]{0,198}[A-Za-z0-9])?");

  /** Reads a revision such as {@code main} or {@code release/1.2}. */
  public static GitRevision parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not a valid Git revision; expected a branch, tag or commit of ASCII letters, digits"
              + " and ._/- such as main or release/1.2");
    }
    return new GitRevision(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

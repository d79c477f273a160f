package dev.slipway.repository;

import java.util.regex.Pattern;

/**
 * The name of a repository with its owner: {@code OWNER/NAME}, on GitLab also with subgroups.
 *
 * @param text has only characters that need no escape in the path of a URL, and slashes
 */
public record RepositoryName(String text) {
  private static final String PART = "[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?";
  private static final Pattern GITHUB = Pattern.compile(PART + "/[A-Za-z0-9._-]+");
  private static final Pattern GITLAB = Pattern.compile(PART + "(?:/" + PART + ")+");
  private static final Pattern DOTS = Pattern.compile(".*/\\.{1,2}");

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is not valid on the forge
   */
  public static RepositoryName parse(Forge forge, String text) {
    Pattern form = forge == Forge.GITHUB ? GITHUB : GITLAB;
    if (!form.matcher(text).matches() || DOTS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not the name of a repository on %s; expected %s"
              .formatted(
                  text,
                  forge.title(),
                  forge == Forge.GITHUB ? "OWNER/NAME" : "GROUP/NAME or GROUP/SUBGROUP/NAME"));
    }
    return new RepositoryName(text);
  }

  /** Returns it as one segment of a path, which GitLab requires. */
  public String segment() {
    return RepositorySettings.segment(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.slipway.value;

import java.util.regex.Pattern;

/** The id that Keystone gives an OpenStack project. */
public record ProjectId(String text) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  /** Reads 32 lower-case hexadecimal digits. */
  public static ProjectId parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not a valid project id; expected 32 lower-case hexadecimal digits");
    }
    return new ProjectId(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.slipway.value;

import java.util.regex.Pattern;

/** The name of an object in the cloud: a flavor, a network, an entry in clouds.yaml. */
public record CloudName(String text) {
  /** Nova's and Neutron's column width. */
  static final int LONGEST = 255;

  /**
   * ASCII without quotes, commas, braces and control characters: nothing that has a meaning in
   * YAML, CSV, a shell or an expression, and no letter that looks like another. A space is allowed
   * between two characters, but not after a colon.
   */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._:/+@()-]|(?<!:) (?=[A-Za-z0-9(]))*");

  /** Reads a name such as {@code l2.c4r8.100} or {@code Debian 12 (bookworm)}. */
  public static CloudName parse(String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          ("is not a valid name; expected at most %d ASCII letters, digits, single spaces and"
                  + " ._:/+@()-, beginning with a letter or digit; rename the object in the cloud")
              .formatted(LONGEST));
    }
    return new CloudName(text);
  }

  static boolean isValid(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.slipway.value;

import java.util.regex.Pattern;

/**
 * The client id of a Zitadel application: a number. Applications of older Zitadel versions have
 * {@code @} and the project's name behind it. It is part of expressions that the API server
 * evaluates, so no other character may occur.
 */
public record ZitadelClientId(String text) {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,20}(@[a-z0-9_-]{1,100})?");

  /** Reads a client id such as {@code 301000000000000003} or {@code 301000000000000003@fleet}. */
  public static ZitadelClientId parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not a client id of Zitadel; expected digits in quotes, such as"
              + " \"301000000000000003\", or with the project's name, such as"
              + " \"301000000000000003@fleet\"");
    }
    return new ZitadelClientId(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

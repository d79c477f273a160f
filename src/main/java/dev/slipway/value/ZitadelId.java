package dev.slipway.value;

import java.util.regex.Pattern;

/**
 * The id of an object in Zitadel, such as a project or an organization: a number. It is part of
 * expressions that the API server evaluates, so no other character may occur.
 */
public record ZitadelId(String text) {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,20}");

  /** Reads an id such as {@code 301000000000000001}. */
  public static ZitadelId parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not an id of Zitadel; expected digits in quotes, such as \"301000000000000001\"");
    }
    return new ZitadelId(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

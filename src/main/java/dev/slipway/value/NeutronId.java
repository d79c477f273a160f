package dev.slipway.value;

import java.util.regex.Pattern;

/** The id that Neutron gives a floating IP, a router or a port. */
public record NeutronId(String text) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Reads {@code 5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f60}. */
  public static NeutronId parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not a valid Neutron id; expected 36 characters, lower-case hexadecimal digits in"
              + " groups of 8, 4, 4, 4 and 12 with hyphens between them");
    }
    return new NeutronId(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

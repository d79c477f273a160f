package dev.slipway.value;

import java.util.regex.Pattern;

/** A fully qualified DNS name in lower case, without a trailing dot (RFC 1123). */
public record DnsName(String text) {
  private static final Pattern FORM =
      Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

  /** Reads a name such as {@code api.staging-osl2.example.net}. */
  public static DnsName parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not a valid DNS name; expected lower-case labels such as"
              + " api.staging-osl2.example.net");
    }
    return new DnsName(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.slipway.value;

import java.util.regex.Pattern;

/** The name of a network interface in Linux. */
public record NetworkInterfaceName(String text) {
  /** Linux allows 15 characters (IFNAMSIZ). The name is a word of keepalived's configuration. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,14}");

  /** Reads a name such as {@code ens3}. */
  public static NetworkInterfaceName parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not a valid network interface; expected a letter, then at most 14 ASCII letters,"
              + " digits and ._- such as ens3");
    }
    return new NetworkInterfaceName(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

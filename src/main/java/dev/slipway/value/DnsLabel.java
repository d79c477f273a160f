package dev.slipway.value;

import java.util.regex.Pattern;

/**
 * A name that is good for OpenStack, Kubernetes and DNS alike: a lower-case letter, then letters,
 * digits and single dashes.
 */
public record DnsLabel(String text) implements Comparable<DnsLabel> {
  /** Leaves room in Kubernetes' 63 characters for {@code -control-plane-1}. */
  private static final int LONGEST = 40;

  private static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9]|-(?=[a-z0-9]))*");

  /** Reads a name such as {@code staging-osl2}. */
  public static DnsLabel parse(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is no name; expected a lower-case letter, then letters, digits and single dashes, at"
              + " most "
              + LONGEST
              + " characters");
    }
    return new DnsLabel(text);
  }

  @Override
  public int compareTo(DnsLabel other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

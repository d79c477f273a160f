package dev.slipway.value;

import java.util.regex.Pattern;

/**
 * A name that OpenStack, Kubernetes and DNS accept: a lower-case letter, then lower-case letters,
 * digits and single dashes.
 */
public record DnsLabel(String text) implements Comparable<DnsLabel> {
  /** Kubernetes' limit is 63 characters; the rest is for {@code -control-plane-1}. */
  private static final int LONGEST = 40;

  private static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9]|-(?=[a-z0-9]))*");

  /** Reads a name such as {@code staging-osl2}. */
  public static DnsLabel parse(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          ("is not a valid name; expected a lower-case letter, then lower-case letters, digits and"
                  + " single dashes, at most %d characters")
              .formatted(LONGEST));
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

package dev.slipway.drift;

import java.util.regex.Pattern;

/** Texts that a cluster returns, without what must not be in a report. */
final class ClusterText {
  private static final int LONGEST = 300;

  /** Control characters, and characters that change the direction of text. */
  private static final Pattern UNSAFE = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  /** A name and a password in a URL. A password can contain each character except a space. */
  private static final Pattern CREDENTIAL = Pattern.compile("(?<=://)\\S+@");

  /** The query and the fragment of a URL: they can contain a token. */
  private static final Pattern QUERY = Pattern.compile("(://[^\\s?#]*)[?#]\\S*");

  private ClusterText() {}

  /** Returns a text as one line of limited length, without credentials and queries of URLs. */
  static String line(String text) {
    String withoutUser = CREDENTIAL.matcher(text).replaceAll("");
    String safe = QUERY.matcher(withoutUser).replaceAll("$1");
    String line = UNSAFE.matcher(safe).replaceAll(" ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}

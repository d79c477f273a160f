package dev.slipway.repository;

import java.util.regex.Pattern;

/** Text of a forge for messages. */
public final class PlainText {
  private static final int LONGEST = 300;

  /** Control characters, and characters that change the direction of text. */
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private PlainText() {}

  /** Returns the text as one line of limited length. */
  public static String line(String text) {
    String line = UNSAFE.matcher(text).replaceAll(" ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}

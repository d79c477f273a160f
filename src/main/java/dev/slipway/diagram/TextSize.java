package dev.slipway.diagram;

import java.util.List;

/** Estimates the size of text in pixels without a font, so that every computer draws the same. */
final class TextSize {
  static final int FONT = 13;
  static final int LINE = 17;

  /** Average width of a character of a wide, bold font such as Verdana. */
  private static final double CHARACTER = 0.65 * FONT;

  private TextSize() {}

  static double width(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0) * CHARACTER;
  }

  static double height(List<String> lines) {
    return (double) lines.size() * LINE;
  }
}

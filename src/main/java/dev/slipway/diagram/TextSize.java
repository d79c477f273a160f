package dev.slipway.diagram;

import java.util.List;

/** Room that text needs, in pixels: no font is asked, so every machine draws the same. */
final class TextSize {
  static final int FONT = 13;
  static final int LINE = 17;

  /** Of a character, on average: of a wide font such as Verdana, in bold. */
  private static final double CHARACTER = 0.65 * FONT;

  private TextSize() {}

  static double width(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0) * CHARACTER;
  }

  static double height(List<String> lines) {
    return (double) lines.size() * LINE;
  }
}

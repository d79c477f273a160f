package dev.slipway.preview;

import java.util.ArrayList;
import java.util.List;

/** A step as lines of text. */
public final class StepText {
  private StepText() {}

  /** Returns the lines with complete values and inputs; equal steps have equal lines. */
  public static List<String> complete(ResourceStep step) {
    List<String> lines = lines(step, Integer.MAX_VALUE);
    step.inputs().forEach((name, value) -> lines.add("    %s = %s".formatted(name, value)));
    return lines;
  }

  /**
   * Returns the lines for readers.
   *
   * @param longest number of characters of a value
   */
  public static List<String> lines(ResourceStep step, int longest) {
    List<String> lines = new ArrayList<>();
    lines.add(sign(step) + " " + step.resource() + suffix(step));
    for (PropertyChange change : step.changes()) {
      lines.add(
          "    %s: %s → %s"
              .formatted(
                  change.path(),
                  change.before().map(value -> shortened(value, longest)).orElse("none"),
                  change.after().map(value -> shortened(value, longest)).orElse("none")));
    }
    return lines;
  }

  private static String sign(ResourceStep step) {
    return switch (step.operation()) {
      case CREATE, IMPORT -> "+";
      case DELETE, DROP -> "-";
      case REPLACE, UPDATE, READ, SAME -> "!";
    };
  }

  private static String suffix(ResourceStep step) {
    return switch (step.operation()) {
      case CREATE, DELETE, UPDATE -> "";
      default -> " (" + step.operation().text() + ")";
    };
  }

  private static String shortened(String json, int longest) {
    return json.length() <= longest ? json : json.substring(0, longest) + "…";
  }
}

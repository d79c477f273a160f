package dev.slipway.deploy;

import static java.util.stream.Collectors.joining;

import dev.slipway.preview.StackPreview;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The steps of a review, each with the lines of its values. A value that was not known at the
 * review matches any: an update that was stopped has found some out.
 */
final class ReviewedSteps {
  private final List<Pattern> steps;

  private ReviewedSteps(List<Pattern> steps) {
    this.steps = steps;
  }

  static ReviewedSteps of(List<String> lines) {
    return new ReviewedSteps(whole(lines).map(ReviewedSteps::pattern).toList());
  }

  private static Stream<String> whole(List<String> lines) {
    return Stream.of(String.join("\n", lines).split("\n(?! )", -1));
  }

  private static Pattern pattern(String step) {
    String unknown = '"' + StackPreview.NOT_KNOWN + '"';
    return Pattern.compile(
        Stream.of(step.split(Pattern.quote(unknown), -1))
            .map(Pattern::quote)
            .collect(joining(".*")));
  }

  /** Whether each of these steps is one of the review. */
  boolean containAll(List<String> lines) {
    return whole(lines).allMatch(step -> steps.stream().anyMatch(one -> matches(one, step)));
  }

  private static boolean matches(Pattern reviewed, String step) {
    return reviewed.matcher(step).matches();
  }
}

package dev.slipway.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.value.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The review that a deployment reads. */
class ApprovalTest {
  private static final Instant TIME = Instant.parse("2026-11-27T20:00:00Z");
  private static final String DOCUMENT =
      """
      {"base": "ba5e", "commit": "c0ffee", "tree": "7ree", "time": "2026-11-27T20:00:00Z", "outcome": "%s",
       "stacks": [{"stack": "staging", "steps": ["+ t a"], "drift": ["d"]}, {"stack": "new"}]}\
      """;

  private static Optional<String> problem(String outcome, String tree, Instant now) {
    return Approval.read(DOCUMENT.formatted(outcome)).problem(tree, now);
  }

  @Test
  void readsTheStepsOfPreviewedStacks() {
    Approval approval = Approval.read(DOCUMENT.formatted("changes"));
    assertEquals(Map.of("staging", List.of("+ t a")), approval.steps());
    assertEquals(Map.of("staging", List.of("d")), approval.drift());
    assertEquals(Sha256.of("+ t a"), approval.digest("staging"));
    assertEquals(Optional.empty(), approval.problem("7ree", TIME));
    assertEquals(Optional.empty(), problem("disruptive", "7ree", TIME));
  }

  @Test
  void reviewOfAnotherTreeDoesNotCount() {
    assertEquals(
        "the review is of tree 7ree (commit c0ffee), and the files here are tree 0ther; preview and"
            + " review these",
        problem("changes", "0ther", TIME).orElseThrow());
  }

  @Test
  void refusedAndIncompletePreviewsDoNotCount() {
    for (String outcome : List.of("refused", "not assessed")) {
      assertEquals(
          "the preview's result is \"%s\"; preview again".formatted(outcome),
          problem(outcome, "7ree", TIME).orElseThrow());
    }
  }

  @Test
  void reviewExpires() {
    Instant last = TIME.plus(Duration.ofDays(14));
    assertEquals(Optional.empty(), problem("changes", "7ree", last));
    assertEquals(
        "the preview was made at 2026-11-27T20:00:00Z, more than 14 days ago; preview again",
        problem("changes", "7ree", last.plusSeconds(1)).orElseThrow());
  }

  @Test
  void previewOfUncommittedFilesApprovesNothing() {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Approval.read(DOCUMENT.formatted("changes").replace("tree", "other")))
                .getMessage());
    assertEquals(
        "the review has no \"tree\"; it must be the output of slipway preview -o json for committed"
            + " files",
        message);
  }
}

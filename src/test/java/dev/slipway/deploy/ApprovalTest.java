package dev.slipway.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.review.Outcome;
import dev.slipway.value.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The review that a deployment reads. */
class ApprovalTest {
  private static final Instant TIME = Instant.parse("2026-11-27T20:00:00Z");
  private static final String BASE = "ba5e".repeat(10);
  private static final String COMMIT = "c0ffee".repeat(10) + "c0de";
  private static final String TREE = "7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7";
  private static final String OTHER = "0".repeat(40);
  private static final String DOCUMENT =
      """
      {"base": "BASE", "commit": "COMMIT", "tree": "TREE", "time": "2026-11-27T20:00:00Z", "outcome": "%s",
       "stacks": [{"stack": "staging", "steps": ["+ t a"], "drift": ["d"]}, {"stack": "new"}]}\
      """
          .replace("BASE", BASE)
          .replace("COMMIT", COMMIT)
          .replace("TREE", TREE);

  private static Optional<String> problem(String outcome, String tree, Instant now) {
    return Approval.read(DOCUMENT.formatted(outcome)).problem(tree, now);
  }

  @Test
  void readsTheStepsOfPreviewedStacks() {
    Approval approval = Approval.read(DOCUMENT.formatted("changes"));
    assertEquals(List.of("staging", "new"), approval.stacks());
    assertEquals(Map.of("staging", List.of("+ t a")), approval.steps());
    assertEquals(Map.of("staging", List.of("d")), approval.drift());
    assertEquals(Sha256.of("+ t a"), approval.digest("staging"));
    assertEquals(Optional.empty(), approval.problem(TREE, TIME));
    assertEquals(Optional.empty(), problem("disruptive", TREE, TIME));
  }

  @Test
  void reviewOfAnotherTreeDoesNotCount() {
    assertEquals(
        "the review is of tree %s (commit %s), and the files here are tree %s; preview and review these"
            .formatted(TREE, COMMIT, OTHER),
        problem("changes", OTHER, TIME).orElseThrow());
  }

  @Test
  void refusedAndIncompletePreviewsDoNotCount() {
    for (String outcome : List.of("refused", "not assessed", "approved", "CHANGES")) {
      assertEquals(
          "the preview's result is \"%s\"; deployed are \"nothing changes\", \"changes\", \"disruptive\"; preview again"
              .formatted(outcome),
          problem(outcome, TREE, TIME).orElseThrow());
    }
  }

  @Test
  void everyCompletePreviewThatIsNotRefusedCounts() {
    for (Outcome outcome : Outcome.values()) {
      assertEquals(
          outcome.compareTo(Outcome.INCOMPLETE) < 0,
          problem(outcome.text(), TREE, TIME).isEmpty(),
          outcome.text());
    }
  }

  /** Such a review would not expire. */
  @Test
  void timeInTheFutureDoesNotCount() {
    assertEquals(Optional.empty(), problem("changes", TREE, TIME.minus(Duration.ofMinutes(5))));
    assertEquals(
        "the preview was made at 2026-11-27T20:00:00Z, and the clock here is 2026-11-27T19:54:59Z;"
            + " correct the clocks, and preview again",
        problem("changes", TREE, TIME.minusSeconds(301)).orElseThrow());
  }

  @Test
  void timeIsOneOfTheCalendar() {
    for (String time : List.of("+1000000000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "soon")) {
      assertInvalid(
          "the review's \"time\" is \"%s\", which is not a time such as 2026-11-27T20:00:00Z; preview again"
              .formatted(time),
          DOCUMENT.formatted("changes").replace("2026-11-27T20:00:00Z", time));
    }
  }

  /** Without stacks, nothing would be deployed, and no error reported. */
  @Test
  void stacksAreRequired() {
    String message =
        "the review has no \"%s\"; it must be the output of slipway preview -o json for committed"
            + " files";
    String document = DOCUMENT.formatted("changes");
    assertInvalid(message.formatted("stacks"), document.replace("\"stacks\"", "\"stack\""));
    assertInvalid(
        message.formatted("stacks"),
        document.replaceFirst("\"stacks\":(?s:.*)", "\"stacks\": {}}"));
    assertInvalid(message.formatted("stack"), document.replace("{\"stack\": \"new\"}", "{}"));
  }

  @Test
  void otherFilesAndReviewsOfUncommittedFilesOrPlansOnlyAreRefused() {
    assertInvalid(
        "the review is not JSON; it must be the output of slipway preview -o json: line 1:"
            + " Unexpected character ('#' (code 35)): expected a valid value (JSON String, Number,"
            + " Array, Object or token 'null', 'true' or 'false')",
        "# Preview: changes");
    String document = DOCUMENT.formatted("changes");
    assertInvalid(
        "the review is of files that were not committed; commit them, then preview and review"
            + " again",
        document.replace("\"tree\"", "\"another\""));
    assertInvalid(
        "the review was made with --plans-only, so it does not have what Pulumi does; preview and"
            + " review again without that option",
        document.replace("\"tree\"", "\"plansOnly\": true, \"tree\""));
  }

  @Test
  void reviewExpires() {
    Instant last = TIME.plus(Duration.ofDays(14));
    assertEquals(Optional.empty(), problem("changes", TREE, last));
    assertEquals(
        "the preview was made at 2026-11-27T20:00:00Z, more than 14 days ago; preview again",
        problem("changes", TREE, last.plusSeconds(1)).orElseThrow());
  }

  @Test
  void exemptionEndsWithItsLastDay() {
    String document =
        DOCUMENT
            .formatted("disruptive")
            .replace(
                "\"new\"",
                "\"new\", \"exemptions\": [{\"resource\": \"t a\", \"until\": \"2026-11-28\"}]");
    Approval approval = Approval.read(document);
    assertEquals(Optional.empty(), approval.problem(TREE, Instant.parse("2026-11-28T23:59:59Z")));
    assertEquals(
        "new: the exemption of t a ended after 2026-11-28; exempt it again in exemptions.yaml, and"
            + " preview and review again",
        approval.problem(TREE, Instant.parse("2026-11-29T00:00:00Z")).orElseThrow());
    assertInvalid(
        "the review has an exemption with \"until\" \"soon\", which is not a day such as"
            + " 2026-12-31; preview again",
        document.replace("2026-11-28", "soon"));
  }

  private static void assertInvalid(String message, String document) {
    IllegalArgumentException invalid =
        assertThrows(IllegalArgumentException.class, () -> Approval.read(document));
    assertEquals(message, invalid.getMessage());
  }

  /** Git would take some texts for options, and others for a revision that can change. */
  @Test
  void commitsAreHexadecimal() {
    String document = DOCUMENT.formatted("changes");
    for (String text :
        List.of("--output=/etc/passwd", "main", BASE + "0", BASE.toUpperCase(Locale.ROOT))) {
      String message =
          "the review's \"%s\" is \"%s\", which is not the id of a commit or a tree: 40 or 64"
              + " hexadecimal digits; preview again";
      assertInvalid(message.formatted("base", text), document.replace(BASE, text));
      assertInvalid(message.formatted("commit", text), document.replace(COMMIT, text));
    }
    assertInvalid(
        "the review's \"base\" is \"\\u001B[1m\", which is not the id of a commit or a tree: 40 or"
            + " 64 hexadecimal digits; preview again",
        document.replace(BASE, "\\u001b[1m"));
    Approval sha1 = Approval.read(document.replace(COMMIT, BASE));
    assertEquals(List.of(BASE, BASE), List.of(sha1.base(), sha1.commit()));
  }
}

package dev.slipway.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.document.Json;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.preview.StackPreview;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.InvalidFleetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comment on sample changes, as reviewers read it. */
class ReviewReportTest {
  private static final Path PREVIEWS = Path.of("src/test/resources/preview");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  private static Change change(FleetPlan before, FleetPlan after, String... paths) {
    return new Change("base", before, after, List.of(paths), "stacks");
  }

  private static Review review(Change change, Map<String, StackPreview> previews, String lifted) {
    return Review.of(
        change,
        change.affected().stream()
            .map(
                one ->
                    StackReview.of(
                        change,
                        one,
                        Optional.ofNullable(previews.get(one.name().text()))
                            .map(preview -> StackReading.of(preview, List.of()))))
            .toList(),
        Exemptions.read(lifted, TODAY));
  }

  private void assertComment(String name, Outcome outcome, Map<String, StackPreview> previews) {
    Review review = review(change(FleetFixture.fleet(), files.plan()), previews, "");
    assertEquals(outcome, review.outcome());
    Golden.assertSame(
        "golden/preview/" + name + ".md",
        new ReviewReport(review).comment(65536, Optional.of("https://git.example.net/runs/1")));
  }

  private static StackPreview preview(String name) {
    try {
      return StackPreview.read(Files.readString(PREVIEWS.resolve(name + ".json")));
    } catch (IOException absent) {
      throw new UncheckedIOException(absent);
    }
  }

  private static StackPreview step(String op, String type, String name, Map<String, ?> oldState) {
    return StackPreview.read(
        Json.write(
            Map.of(
                "steps",
                List.of(
                    Map.of(
                        "op", op,
                        "urn",
                            "urn:pulumi:s::slipway::slipway:Cluster$%s::%s".formatted(type, name),
                        "oldState", oldState)))));
  }

  @Test
  void openedPort() {
    files.with(
        "production-osl2",
        "adminPrefixes: [198.51.100.0/28]",
        "adminPrefixes: [198.51.100.0/28, 198.51.100.80/29]");
    assertComment("opened-port", Outcome.CHANGES, Map.of());
  }

  @Test
  void newDatacenter() {
    FleetPlan before = files.without("production-sto2").plan();
    Review review = review(change(before, FleetFixture.fleet()), Map.of(), "");
    assertEquals(Outcome.CHANGES, review.outcome());
    Golden.assertSame(
        "golden/preview/new-datacenter.md",
        new ReviewReport(review).comment(65536, Optional.empty()));
  }

  @Test
  void moreWorkers() {
    files.with("staging-osl2", "count: 2", "count: 3");
    assertComment("more-workers", Outcome.CHANGES, Map.of("staging-osl2", preview("more-workers")));
  }

  @Test
  void newKubernetesVersion() {
    files.with("staging-osl2", "kubernetes: 1.36.3", "kubernetes: 1.36.4");
    assertComment("kubernetes-version", Outcome.REFUSED, Map.of());
  }

  @Test
  void grantedRole() {
    FleetPlan before = FleetFixture.allKeys();
    StackFiles changed = StackFiles.allKeys(folder.resolve("all-keys"));
    changed.withValue("staging", "identity.zitadel.grants.auditor", "[\"301000000000000088\"]");
    Review review = review(change(before, changed.plan()), Map.of(), "");
    assertEquals(Outcome.CHANGES, review.outcome());
    Golden.assertSame(
        "golden/preview/granted-role.md",
        new ReviewReport(review).comment(65536, Optional.empty()));
  }

  @Test
  void invalidFile() {
    files.with("staging-osl2", "environment: staging", "environment: production");
    InvalidFleetException invalid = assertThrows(InvalidFleetException.class, files::plan);
    Golden.assertSame(
        "golden/preview/invalid-file.md",
        ReviewReport.invalid(invalid.problems()).replace(folder.toString(), "stacks"));
  }

  @Test
  void changeOfNothing() {
    assertComment("nothing", Outcome.NOTHING, Map.of());
  }

  @Test
  void controlPlaneNodeIsNeverDeleted() {
    files.with("staging-osl2", "count: 2", "count: 3");
    String name = "staging-osl2-control-plane-1";
    StackPreview preview =
        step("replace", "openstack:compute/instance:Instance", name, Map.of("protect", true));
    String lifted =
        "[{stack: staging-osl2, resource: 'openstack:compute/instance:Instance %s', why: w, until: 2026-12-31}]"
            .formatted(name);
    Review review =
        review(change(FleetFixture.fleet(), files.plan()), Map.of("staging-osl2", preview), lifted);
    assertEquals(
        List.of(
            "openstack:compute/instance:Instance %s would be replaced: etcd loses a member; nothing exempts from this"
                .formatted(name)),
        review.stacks().get(0).refusals(review.exemptions()));
    assertEquals(Outcome.REFUSED, review.outcome());
  }

  /** Servers of a stack whose file was removed and added again are in no plan before the change. */
  @Test
  void controlPlaneOfAStackThatWasAddedAgainIsNotDeleted() {
    FleetPlan before = files.without("staging-sto2").plan();
    StackPreview preview =
        step(
            "delete",
            "openstack:compute/instance:Instance",
            "staging-sto2-control-plane-3",
            Map.of());
    Review review =
        review(change(before, FleetFixture.fleet()), Map.of("staging-sto2", preview), "");
    assertEquals(Outcome.REFUSED, review.outcome());
  }

  @Test
  void removedStackKeepsItsServers() {
    Review review =
        review(change(FleetFixture.fleet(), files.without("staging-sto2").plan()), Map.of(), "");
    assertTrue(
        new ReviewReport(review)
            .complete()
            .contains("- staging-sto2: its servers stay until pulumi destroy.\n"));
  }

  @Test
  void pathOfAChangedFileIsOneLineOfCode() {
    Change change =
        change(
            FleetFixture.fleet(), FleetFixture.fleet(), "a\n\n# Preview: nothing\n<!--\u202e.sh");
    String text = new ReviewReport(review(change, Map.of(), "")).complete();
    assertTrue(text.contains(": `a # Preview: nothing <!--.sh`\n"), text);
  }

  @Test
  void protectedResourceIsDeletedOnlyWithExemption() {
    files.with("staging-osl2", "count: 2", "count: 3");
    String type = "openstack:networking/network:Network";
    Map<String, StackPreview> previews =
        Map.of("staging-osl2", step("delete", type, "a", Map.of("protect", true)));
    Change change = change(FleetFixture.fleet(), files.plan());
    assertEquals(Outcome.REFUSED, review(change, previews, "").outcome());
    String lifted = "[{stack: staging-osl2, resource: '%s a', why: moved, until: %s}]";
    Review permitted = review(change, previews, lifted.formatted(type, "2026-11-27"));
    assertEquals(Outcome.DISRUPTIVE, permitted.outcome());
    assertTrue(
        new ReviewReport(permitted)
            .complete()
            .contains(
                "| staging-osl2 | %s a | deleted | until 2026-11-27: moved |".formatted(type)));
    assertTrue(
        Json.write(ReviewDocument.of(permitted))
            .contains(
                "\"exemptions\":[{\"resource\":\"%s a\",\"until\":\"2026-11-27\"}]"
                    .formatted(type)));
    assertEquals(
        Outcome.REFUSED, review(change, previews, lifted.formatted(type, "2026-11-26")).outcome());
  }

  @Test
  void failedPreviewIsNotAssessed() {
    files.with("staging-osl2", "count: 2", "count: 3");
    Review review =
        review(
            change(FleetFixture.fleet(), files.plan()),
            Map.of("staging-osl2", StackPreview.failed("the *cloud* is away")),
            "");
    assertEquals(Outcome.INCOMPLETE, review.outcome());
    String text = new ReviewReport(review).complete();
    assertTrue(text.contains("- staging-osl2: the \\*cloud\\* is away\n"), text);
    assertTrue(
        text.contains(
            "## Deletions of protected resources\n\nNot assessed, because `pulumi preview` was not"
                + " run or failed: staging-osl2.\n"),
        text);
    assertFalse(text.contains("None."), text);
  }

  /** GitHub refuses a comment of more than 65,536 characters. */
  @Test
  void commentHasALimit() {
    StringBuilder large = new StringBuilder();
    IntStream.range(0, 3000).forEach(i -> large.append("x".repeat(80)).append(i));
    Map<String, StackPreview> previews =
        Map.of(
            "staging",
            step("create", "kubernetes:core/v1:Secret", large.toString(), Map.of()),
            "staging-osl2",
            step("create", "kubernetes:core/v1:Secret", "small", Map.of()));
    files.with("staging-osl2", "198.51.100.34", "198.51.100.50");
    Review review = review(change(FleetFixture.fleet(), files.plan()), previews, "");
    ReviewReport report = new ReviewReport(review);
    String comment = report.comment(65536, Optional.of("https://git.example.net/runs/1"));
    assertTrue(comment.length() <= 65536, "length " + comment.length());
    assertTrue(
        comment.endsWith(
            "The differences of 2 stacks are left out. The complete report:"
                + " https://git.example.net/runs/1\n"),
        comment);
    assertFalse(report.complete().contains("left out. The complete"));
    assertTrue(report.complete().contains(large));
  }

  /** Drift has no limit of its own, so the summary alone can be too long. */
  @Test
  void summaryHasALimit() {
    files.with("staging-osl2", "count: 2", "count: 3");
    List<String> drift = IntStream.range(0, 5000).mapToObj(i -> "foreign rule: " + i).toList();
    Change change = change(FleetFixture.fleet(), files.plan());
    List<StackReview> reviews =
        change.affected().stream()
            .map(
                one ->
                    StackReview.of(
                        change,
                        one,
                        Optional.of(
                            StackReading.of(new StackPreview(List.of(), List.of()), drift))))
            .toList();
    String comment =
        new ReviewReport(Review.of(change, reviews, Exemptions.NONE))
            .comment(65536, Optional.of("https://git.example.net/runs/1"));
    assertTrue(comment.length() <= 65536 && comment.length() > 65000, "" + comment.length());
    assertTrue(comment.contains("\n- staging-osl2: foreign rule: 0\n"));
    assertTrue(comment.endsWith("left out. The complete report: https://git.example.net/runs/1\n"));
  }
}

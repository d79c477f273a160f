package dev.slipway.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.StackFiles;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionAssessmentTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
  private static final ReleaseList LIST =
      ReleaseList.parse(
          """
          date: "2026-11-26"
          releases:
          - {software: kubernetes, line: "1.34", endOfLife: "2026-10-27", endSource: "https://k/1.34"}
          - {software: kubernetes, line: "1.35", endOfLife: "2027-02-28", endSource: "https://k/1.35"}
          - {software: talos, line: "1.12", communitySupport: "2026-04-27", endSource: "https://e",
             minimumPatch: 1.12.12, fixes: CVE-1, patchSource: "https://t"}
          - {software: argocd, line: "3.5", minimumPatch: 3.5.4, fixes: CVE-2, patchSource: "https://a"}
          """);

  @TempDir private Path folder;
  @TempDir private Path formerFolder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
    set(files, "1.35.7", "1.12.12", "3.5.7");
  }

  /** Sets the versions of all stacks. */
  private static void set(StackFiles files, String kubernetes, String talos, String argocd) {
    files.stacks().forEach(stack -> set(files, stack, kubernetes, talos, argocd));
  }

  private static void set(
      StackFiles files, String stack, String kubernetes, String talos, String argocd) {
    String text =
        files
            .text(stack)
            .replaceFirst("(?m)^kubernetes: .*", "kubernetes: " + kubernetes)
            .replaceFirst("(?m)^talos: .*", "talos: " + talos)
            .replaceFirst("(argocd:\\n +version: ).*", "$1" + argocd);
    files.withText(stack, text);
  }

  @Test
  void refusesInProductionAndWarnsInStagingWithTheSource() {
    set(files, "staging", "1.34.4", "1.12.0", "3.5.3");
    set(files, "production", "1.34.4", "1.12.0", "3.5.3");
    VersionAssessment result = assess(TODAY);
    List<String> expected =
        List.of(
            "kubernetes: 1.34.4: Kubernetes 1.34 has no fixes since 2026-10-27; choose a later"
                + " minor version (source: https://k/1.34)",
            "talos: 1.12.0 is vulnerable: CVE-1; choose 1.12.12 or later (source: https://t)",
            "gitops.argocd.version: 3.5.3 is vulnerable: CVE-2; choose 3.5.4 or later (source:"
                + " https://a)");
    assertEquals(expected, texts(result.problems(), "production.yaml"));
    assertEquals(expected.size(), result.problems().size());
    List<String> warnings = texts(result.warnings(), "staging.yaml");
    assertTrue(warnings.containsAll(expected), warnings::toString);
  }

  @Test
  void warnsSixtyDaysBeforeTheEndAndRefusesFromThatDayOn() {
    assertEquals(List.of(), kubernetes(assess(LocalDate.of(2026, 12, 29)).warnings()));
    List<String> before = kubernetes(assess(LocalDate.of(2026, 12, 30)).warnings());
    assertEquals(6, before.size());
    assertEquals(
        "1.35.7: Kubernetes 1.35 has no fixes from 2027-02-28 on, which is in 60 days; choose a"
            + " later minor version (source: https://k/1.35)",
        before.get(0));
    assertEquals(List.of(), assess(LocalDate.of(2027, 2, 27)).problems());
    assertEquals(3, assess(LocalDate.of(2027, 2, 28)).problems().size());
  }

  @Test
  void warnsOfAnEndedCommunitySupport() {
    VersionAssessment result = assess(TODAY);
    assertEquals(List.of(), result.problems());
    assertEquals(
        List.of(
            "talos: 1.12.12: community support of Talos 1.12 ended on 2026-04-27, fixes were"
                + " published after it; choose a later minor version (source: https://e)"),
        texts(result.warnings(), "production.yaml"));
  }

  @Test
  void warnsOfAListOlderThanNinetyDays() {
    assertEquals(0, aged(TODAY.plusDays(90)));
    assertEquals(1, aged(TODAY.plusDays(91)));
  }

  private long aged(LocalDate day) {
    return assess(day).warnings().stream()
        .filter(one -> one.message().contains("a list of"))
        .count();
  }

  @Test
  void namesWhatTheListDoesNotContain() {
    assertEquals(
        List.of(
            "Argo CD 3.5 end of life",
            "Cilium 1.20 end of life",
            "Cilium 1.20 minimum patch",
            "Kubernetes 1.35 minimum patch",
            "Talos 1.12 end of life"),
        assess(TODAY).notAssessed());
  }

  @Test
  void acceptsProductionsOldVersionInAChangeThatRaisesItInStaging() {
    set(files, "1.34.4", "1.12.12", "3.5.7");
    StackFiles former = new StackFiles(formerFolder).withFilesOf(folder);
    assertEquals(3, against(former).problems().size());
    set(files, "staging", "1.35.7", "1.12.12", "3.5.7");
    assertEquals(List.of(), against(former).problems());
    assertEquals(3, assess(TODAY).problems().size());
  }

  @Test
  void refusesANewProductionClusterDuringAnUpgrade() {
    set(files, "1.34.4", "1.12.12", "3.5.7");
    StackFiles former = new StackFiles(formerFolder).withFilesOf(folder).without("production-sto2");
    set(files, "staging", "1.35.7", "1.12.12", "3.5.7");
    assertEquals(
        List.of("production-sto2.yaml"),
        against(former).problems().stream()
            .map(problem -> problem.file().getFileName().toString())
            .toList());
  }

  private VersionAssessment against(StackFiles former) {
    return VersionAssessment.of(files.fleet(), former.fleet(), TODAY, LIST);
  }

  private VersionAssessment assess(LocalDate day) {
    return VersionAssessment.of(files.fleet(), null, day, LIST);
  }

  private static List<String> kubernetes(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.path().equals("kubernetes"))
        .map(Problem::message)
        .toList();
  }

  private static List<String> texts(List<Problem> problems, String file) {
    return stream(problems, file).map(one -> one.path() + ": " + one.message()).toList();
  }

  private static Stream<Problem> stream(List<Problem> problems, String file) {
    return problems.stream().filter(problem -> problem.file().endsWith(file));
  }
}

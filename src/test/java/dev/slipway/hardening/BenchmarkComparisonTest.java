package dev.slipway.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.document.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison reports each answer that contradicts the status of its item. */
class BenchmarkComparisonTest {
  private static final String POD =
      "***pod_name: one pod_namespace: %s is_pod_hostnetwork: true is_compliant: false";

  /** WARN without the type manual is the answer to an item without score that failed. */
  @ParameterizedTest
  @CsvSource({
    "met, PASS, '', '', ''",
    "met, FAIL, '', '', FAILED",
    "met, WARN, '', '', FAILED",
    "met, WARN, manual, '', ''",
    "met, FAIL, '', failed to run, UNREAD",
    "not met, PASS, '', '', PASSED",
    "not met, FAIL, '', '', ''",
    "not met, WARN, '', '', ''",
    "not met, WARN, '', failed to run, UNREAD",
    "not met, WARN, manual, '', ''",
    "not applicable, PASS, '', '', ''",
    "not assessed, FAIL, '', '', ''",
  })
  void reportsContradictions(
      String status, String answered, String type, String reason, String reported) {
    List<String> differences =
        BenchmarkComparison.differences(
            List.of(items(status)), List.of(), answers("1.2.3", answered, type, reason, "--flag"));
    assertEquals(reported.isEmpty() ? 0 : 1, differences.size(), differences.toString());
    differences.forEach(
        text ->
            assertTrue(
                text.startsWith("1.2.3: cis.yaml has the status \"" + status)
                    && text.contains("kube-bench's is " + reported + ".")
                    && text.contains("output: --flag" + reason),
                text));
  }

  @Test
  void reportsMissingAnswer() {
    assertEquals(1, differences(List.of(), List.of()).size());
  }

  @Test
  void reportsItemThatIsNotListed() {
    List<BenchmarkAnswer> other = answers("9.9.9", "PASS", "", "", "");
    assertTrue(differences(List.of(), other).contains("9.9.9: not in cis.yaml"));
  }

  @ParameterizedTest
  @CsvSource({
    "failed, kube-system, WARN, kube-system, 0",
    "failed, kube-system, WARN, argocd, 1",
    "failed, kube-system, PASS, kube-system, 1",
    "failed, , WARN, argocd, 0",
    "passed, , PASS, argocd, 0",
    "none, , PASS, argocd, 1",
  })
  void acceptsExplainedAnswerOnly(
      String explained, String onlyIn, String answered, String namespace, int expected) {
    ExplainedAnswers explanation =
        new ExplainedAnswers("1.2.3", explained, "a reason", onlyIn, null);
    String output = POD.formatted(namespace) + "\n" + "is_compliant: true";
    List<String> differences =
        differences(List.of(explanation), answers("1.2.3", answered, "", "", output));
    assertEquals(expected, differences.size(), differences.toString());
  }

  @Test
  void acceptsMissingAnswerThatIsExplained() {
    ExplainedAnswers explanation = new ExplainedAnswers("1.2.3", "none", "a reason", null, null);
    assertEquals(List.of(), differences(List.of(explanation), List.of()));
  }

  private static List<String> differences(
      List<ExplainedAnswers> explained, List<BenchmarkAnswer> answers) {
    return BenchmarkComparison.differences(List.of(items("met")), explained, answers);
  }

  private static BenchmarkItems items(String status) {
    return new BenchmarkItems("1.2.3", status, "", "", null);
  }

  /** Returns what is read from the output of kube-bench 0.14.0 with one answer. */
  private static List<BenchmarkAnswer> answers(
      String id, String status, String type, String reason, String output) {
    Map<String, Object> answer =
        Map.of(
            "test_number", id,
            "test_desc", "a description",
            "type", type,
            "status", status,
            "actual_value", output,
            "scored", false,
            "expected_result", "'--flag' is present",
            "reason", reason);
    Map<String, Object> group = Map.of("section", "1.2", "results", List.of(answer));
    Map<String, Object> target = Map.of("id", "1", "tests", List.of(group));
    return BenchmarkAnswer.parse(Json.write(Map.of("Controls", List.of(target))));
  }
}

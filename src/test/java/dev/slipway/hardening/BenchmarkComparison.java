package dev.slipway.hardening;

import dev.slipway.hardening.BenchmarkAnswer.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison of kube-bench's answers about a running cluster with the list of items. */
public final class BenchmarkComparison {
  private static final String DIFFERENCE =
      "%s: cis.yaml has the status \"%s\", which requires the answer %s, but kube-bench's is %s.\n"
          + "  expected: %s\n  output: %s\n  Fix the cluster or the status, or explain the answer"
          + " in kube-bench.yaml.";

  private static final int OUTPUT_CHARACTERS = 4_000;

  private final Map<String, ExplainedAnswers> explained = new LinkedHashMap<>();
  private final Map<String, BenchmarkAnswer> answers = new LinkedHashMap<>();
  private final List<String> differences = new ArrayList<>();

  private BenchmarkComparison(List<ExplainedAnswers> explained, List<BenchmarkAnswer> answers) {
    explained.forEach(one -> one.ids().forEach(id -> this.explained.put(id, one)));
    answers.forEach(one -> this.answers.put(one.id(), one));
  }

  /** Returns the answers of kube-bench that contradict the list. */
  public static List<String> differences(
      List<BenchmarkItems> list, List<ExplainedAnswers> explained, List<BenchmarkAnswer> answers) {
    BenchmarkComparison comparison = new BenchmarkComparison(explained, answers);
    for (BenchmarkItems items : list) {
      items.ids().forEach(id -> comparison.compare(id, items.status()));
    }
    comparison.answers.keySet().forEach(id -> comparison.differences.add(id + ": not in cis.yaml"));
    return comparison.differences;
  }

  /** Items that are not applicable, or not assessed, are about files that only Talos has. */
  private void compare(String id, String status) {
    Optional<BenchmarkAnswer> answer = Optional.ofNullable(answers.remove(id));
    if (!status.equals("met") && !status.equals("not met")) {
      return;
    }
    Optional<ExplainedAnswers> explanation = Optional.ofNullable(explained.get(id));
    Kind required =
        explanation
            .map(ExplainedAnswers::kind)
            .orElse(status.equals("met") ? Kind.PASSED : Kind.FAILED);
    Kind actual = answer.map(BenchmarkAnswer::kind).orElse(Kind.NONE);
    boolean leftToReader = actual == Kind.MANUAL && explanation.isEmpty();
    if (!leftToReader && (actual != required || !isOnlyWhereExplained(answer, explanation))) {
      differences.add(difference(id, status, required, actual, answer));
    }
  }

  private static boolean isOnlyWhereExplained(
      Optional<BenchmarkAnswer> answer, Optional<ExplainedAnswers> explanation) {
    return explanation
        .map(ExplainedAnswers::onlyIn)
        .flatMap(namespace -> answer.map(one -> one.failsOnlyIn(namespace)))
        .orElse(true);
  }

  private static String difference(
      String id, String status, Kind required, Kind actual, Optional<BenchmarkAnswer> answer) {
    String output = answer.map(one -> one.found() + one.reasonText()).orElse("");
    return DIFFERENCE.formatted(
        id,
        status,
        required,
        actual,
        answer.map(BenchmarkAnswer::expected).orElse(""),
        output.substring(0, Math.min(output.length(), OUTPUT_CHARACTERS)));
  }
}

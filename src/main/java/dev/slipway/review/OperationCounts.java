package dev.slipway.review;

import dev.slipway.preview.Operation;
import dev.slipway.preview.ResourceStep;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The number of resources for each operation. */
final class OperationCounts {
  private OperationCounts() {}

  /** Returns for example {@code 2 created, 1 updated}. */
  static String of(List<ResourceStep> steps) {
    Map<Operation, Long> counts =
        steps.stream()
            .collect(
                Collectors.groupingBy(
                    ResourceStep::operation, TreeMap::new, Collectors.counting()));
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(one -> one.getValue() + " " + one.getKey().text())
            .collect(Collectors.joining(", "));
  }
}

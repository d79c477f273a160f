package dev.slipway.hardening;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.value.StackKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers of kube-bench in the lab that differ from the status of their items.
 *
 * @param items ids, as in {@link BenchmarkItems}
 * @param answer passed, failed or none
 * @param why the reason of the difference
 * @param onlyIn the only namespace whose pods may be the reason of a failure
 * @param clusters the kind of the clusters with this answer, as in a stack file; without it, all
 */
public record ExplainedAnswers(
    String items, String answer, String why, @Nullable String onlyIn, @Nullable String clusters) {
  private static final Path FILE = Path.of("src/test/resources/hardening/kube-bench.yaml");

  /** Returns the whole list. */
  public static List<ExplainedAnswers> all() {
    try {
      return new YAMLMapper().readValue(FILE.toFile(), new TypeReference<>() {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the answers about a cluster of this kind. */
  public static List<ExplainedAnswers> of(StackKind kind) {
    return all().stream()
        .filter(one -> one.clusters == null || one.clusters.equals(kind.text()))
        .toList();
  }

  Stream<String> ids() {
    return BenchmarkItems.ids(items);
  }

  BenchmarkAnswer.Kind kind() {
    return BenchmarkAnswer.Kind.valueOf(answer.toUpperCase(Locale.ROOT));
  }

  /** Returns the row of the table in docs/hardening.md. */
  String row() {
    return "| %s | %s | %s | %s |"
        .formatted(items, clusters == null ? "all" : "`" + clusters + "`", answer, why);
  }
}

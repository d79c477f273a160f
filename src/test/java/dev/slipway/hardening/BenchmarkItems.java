package dev.slipway.hardening;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Items of the CIS Kubernetes Benchmark with the same status and reason.
 *
 * @param items ids of kube-bench, with ranges such as 1.1.1–1.1.8
 * @param status met, not met, not applicable or not assessed
 * @param how what meets the items, or why they are not met
 * @param where Markdown links to the source or the decision
 * @param planned flags of the machine config that meet the items, by program
 */
public record BenchmarkItems(
    String items,
    String status,
    String how,
    String where,
    @Nullable Map<String, Map<String, String>> planned) {
  private static final Path FILE = Path.of("src/test/resources/hardening/cis.yaml");

  /** Returns the whole list. */
  public static List<BenchmarkItems> all() {
    try {
      return new YAMLMapper().readValue(FILE.toFile(), new TypeReference<>() {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns each id, with ranges expanded. */
  public Stream<String> ids() {
    return ids(items);
  }

  /** Returns each id of a text with ranges such as 1.1.1–1.1.8. */
  static Stream<String> ids(String items) {
    return Stream.of(items.split(", ")).flatMap(BenchmarkItems::range);
  }

  private static Stream<String> range(String range) {
    String[] ends = range.split("–", -1);
    int dot = ends[0].lastIndexOf('.') + 1;
    int first = Integer.parseInt(ends[0].substring(dot));
    int last = Integer.parseInt(ends[ends.length - 1].substring(dot));
    return IntStream.rangeClosed(first, last).mapToObj(one -> ends[0].substring(0, dot) + one);
  }

  /** Returns the row of the table in docs/hardening.md. */
  String row() {
    return "| %s | %s | %s | %s |".formatted(items, status, how, where);
  }

  Map<String, Map<String, String>> flags() {
    return planned == null ? Map.of() : planned;
  }
}

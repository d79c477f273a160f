package dev.slipway.evidence.collect;

import static dev.slipway.evidence.collect.ResultFile.required;
import static dev.slipway.evidence.collect.ResultFile.time;

import dev.slipway.document.Json;
import dev.slipway.evidence.model.AuditState;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file that {@code slipway audit verify --write} writes. */
public final class AuditFile {
  private record Document(
      @Nullable String environment,
      @Nullable String from,
      @Nullable String to,
      @Nullable List<Server> events,
      @Nullable Integer objects,
      @Nullable List<Row> findings,
      @Nullable List<String> notAssessed) {}

  private record Server(@Nullable String cluster, @Nullable String node, @Nullable Long events) {}

  private record Row(@Nullable String kind, @Nullable String where, @Nullable String message) {}

  private AuditFile() {}

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it cannot be read, or is not valid
   */
  public static AuditState read(Path file) {
    return ResultFile.read(file, text -> state(text, Json.read(text, Document.class)));
  }

  /**
   * Reads a file for each environment.
   *
   * @param environments those that there are
   * @throws IllegalArgumentException if a file is not valid, of another environment, or of one that
   *     another file has too
   */
  public static Map<String, AuditState> readAll(List<Path> files, Collection<String> environments) {
    Map<String, AuditState> states = new TreeMap<>();
    for (Path file : files) {
      AuditState state = read(file);
      if (!environments.contains(state.environment())) {
        throw new IllegalArgumentException(
            "%s: environment is \"%s\"; the stacks are of: %s"
                .formatted(file, state.environment(), String.join(", ", environments)));
      }
      if (states.put(state.environment(), state) != null) {
        throw new IllegalArgumentException(
            "%s: another file is of the environment \"%s\" too; pass one of them"
                .formatted(file, state.environment()));
      }
    }
    return states;
  }

  private static AuditState state(String text, @Nullable Document document) {
    if (document == null) {
      throw new IllegalArgumentException("expected an object");
    }
    List<Server> servers = required("events", document.events);
    return new AuditState(
        text,
        required("environment", document.environment),
        time("from", document.from),
        time("to", document.to),
        servers.stream()
            .filter(one -> required("events", one.events) > 0)
            .map(one -> required("cluster", one.cluster) + "/" + required("node", one.node))
            .collect(Collectors.toSet()),
        servers.stream().mapToLong(one -> required("events", one.events)).sum(),
        required("objects", document.objects),
        required("findings", document.findings).stream().map(AuditFile::finding).toList(),
        required("notAssessed", document.notAssessed));
  }

  private static AuditState.Finding finding(Row row) {
    String kind = required("kind", row.kind);
    AuditState.Kind known =
        Stream.of(AuditState.Kind.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(kind))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("kind is \"%s\"".formatted(kind)));
    return new AuditState.Finding(
        known,
        "%s: %s: %s"
            .formatted(kind, required("where", row.where), required("message", row.message)));
  }
}

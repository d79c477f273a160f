package dev.slipway.evidence.collect;

import static dev.slipway.evidence.collect.ResultFile.required;
import static dev.slipway.evidence.collect.ResultFile.time;

import dev.slipway.document.Json;
import dev.slipway.evidence.model.RepositoryState;
import dev.slipway.evidence.model.RepositoryState.Setting;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file that {@code slipway repository check --write} writes. */
public final class RepositoryFile {
  private record Document(
      @Nullable String forge,
      @Nullable String url,
      @Nullable String repository,
      @Nullable String branch,
      @Nullable String readAt,
      @Nullable List<Row> weakenings,
      @Nullable List<Row> notAssessed,
      @Nullable List<String> satisfied) {}

  private record Row(
      @Nullable String id,
      @Nullable String where,
      @Nullable String required,
      @Nullable String actual,
      @Nullable String reason,
      @Nullable String setting,
      @Nullable String fix,
      @Nullable List<String> controls) {}

  private RepositoryFile() {}

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it cannot be read, or is not valid
   */
  public static RepositoryState read(Path file) {
    return ResultFile.read(file, text -> state(text, Json.read(text, Document.class)));
  }

  private static RepositoryState state(String text, @Nullable Document document) {
    if (document == null) {
      throw new IllegalArgumentException("expected an object");
    }
    RepositoryState state =
        new RepositoryState(
            text,
            "%s on %s"
                .formatted(
                    required("repository", document.repository), required("forge", document.forge)),
            time("readAt", document.readAt),
            required("weakenings", document.weakenings).stream()
                .map(row -> setting(row, "actual", row.actual))
                .toList(),
            required("notAssessed", document.notAssessed).stream()
                .map(row -> setting(row, "reason", row.reason))
                .toList(),
            required("satisfied", document.satisfied).size());
    if (state.weakenings().isEmpty() && state.notAssessed().isEmpty() && state.satisfied() == 0) {
      throw new IllegalArgumentException("has no setting at all");
    }
    return state;
  }

  private static Setting setting(Row row, String key, @Nullable String finding) {
    return new Setting(
        "%s: %s: %s, required: %s"
            .formatted(
                required("where", row.where),
                required("id", row.id),
                required(key, finding),
                required("required", row.required)),
        required("controls", row.controls));
  }
}

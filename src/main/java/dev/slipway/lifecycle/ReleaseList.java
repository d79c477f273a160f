package dev.slipway.lifecycle;

import dev.slipway.document.ClasspathFile;
import dev.slipway.document.Yaml;
import dev.slipway.value.Version;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of release lines.
 *
 * @param date the day on which the list was compared with its sources
 */
record ReleaseList(LocalDate date, List<ReleaseLine> lines) {
  private static final String FILE = "/lifecycle/releases.yaml";

  private static final String END = "communitySupport";

  private static final Set<String> KEYS =
      Set.of(
          "software",
          "line",
          "endOfLife",
          END,
          "endSource",
          "minimumPatch",
          "fixes",
          "patchSource");

  /** Reads the list of this release of Slipway. */
  static ReleaseList load() {
    return parse(ClasspathFile.text(FILE));
  }

  /**
   * Reads a list.
   *
   * @throws IllegalStateException for an unknown key or a row without a source
   */
  static ReleaseList parse(String text) {
    Map<String, Object> file = Yaml.documents(text).get(0);
    if (!(file.get("date") instanceof String date)
        || !(file.get("releases") instanceof List<?> rows)) {
      throw new IllegalStateException("the list has no date or no releases");
    }
    return new ReleaseList(
        LocalDate.parse(date), rows.stream().map(row -> line((Map<?, ?>) row)).toList());
  }

  private static ReleaseLine line(Map<?, ?> row) {
    if (!KEYS.containsAll(row.keySet())) {
      throw new IllegalStateException("%s has a key that is not in %s".formatted(row, KEYS));
    }
    requireTogether(row, "minimumPatch", "patchSource");
    requireTogether(row, "minimumPatch", "fixes");
    requireTogether(row, row.containsKey("endOfLife") ? "endOfLife" : END, "endSource");
    String patch = text(row, "minimumPatch");
    return new ReleaseLine(
        Software.of(text(row, "software")),
        text(row, "line"),
        day(row, "endOfLife"),
        day(row, END),
        text(row, "endSource"),
        patch.isEmpty() ? null : Version.parse(patch),
        text(row, "fixes"),
        text(row, "patchSource"));
  }

  private static void requireTogether(Map<?, ?> row, String one, String other) {
    if (row.containsKey(one) != row.containsKey(other)) {
      throw new IllegalStateException("%s has only one of %s and %s".formatted(row, one, other));
    }
  }

  private static @Nullable LocalDate day(Map<?, ?> row, String key) {
    return row.containsKey(key) ? LocalDate.parse(text(row, key)) : null;
  }

  private static String text(Map<?, ?> row, String key) {
    return row.get(key) instanceof String text ? text : "";
  }

  /** Returns the line of a version; empty if the list does not contain it. */
  Optional<ReleaseLine> line(Software software, Version version) {
    return lines.stream()
        .filter(line -> line.software() == software && line.line().equals(ReleaseLine.of(version)))
        .findFirst();
  }
}

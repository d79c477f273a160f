package dev.slipway.review;

import dev.slipway.document.Json;
import dev.slipway.document.Yaml;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The refusals that {@code exemptions.yaml} lifts, in the root of the repository. It is read as it
 * was before the change, so a branch cannot exempt itself.
 */
public final class Exemptions {
  /** The file, from the root of the repository. */
  public static final String FILE = "exemptions.yaml";

  /** No exemption. */
  public static final Exemptions NONE = new Exemptions(List.of(), LocalDate.MIN, Optional.empty());

  /** A permanent exemption would also permit later deletions. */
  private static final int LONGEST_DAYS = 90;

  private static final Set<String> KEYS = Set.of("stack", "resource", "why", "until");

  private final List<Exemption> all;
  private final LocalDate today;
  private final Optional<String> problem;

  private Exemptions(List<Exemption> all, LocalDate today, Optional<String> problem) {
    this.all = List.copyOf(all);
    this.today = today;
    this.problem = problem;
  }

  /** Returns the exemptions of a file before the change; a file that is not valid has none. */
  public static Exemptions before(String text, LocalDate today) {
    try {
      return read(text, today);
    } catch (IllegalArgumentException invalid) {
      return new Exemptions(List.of(), today, Optional.ofNullable(invalid.getMessage()));
    }
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException with every mistake
   */
  public static Exemptions read(String text, LocalDate today) {
    List<String> problems = new ArrayList<>();
    List<Exemption> all = new ArrayList<>();
    List<?> entries = entries(text, problems);
    for (int i = 0; i < entries.size(); i++) {
      String where = "%s: entry %d: ".formatted(FILE, i + 1);
      read(entries.get(i), where, today, problems).ifPresent(all::add);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new Exemptions(all, today, Optional.empty());
  }

  private static List<?> entries(String text, List<String> problems) {
    try {
      return Yaml.list(text);
    } catch (IllegalArgumentException invalid) {
      problems.add(FILE + ": " + invalid.getMessage());
      return List.of();
    }
  }

  private static Optional<Exemption> read(
      Object entry, String where, LocalDate today, List<String> problems) {
    if (!(entry instanceof Map<?, ?> fields) || !fields.keySet().equals(KEYS)) {
      problems.add(where + "is not a mapping with exactly the keys stack, resource, why and until");
      return Optional.empty();
    }
    String until = String.valueOf(fields.get("until"));
    try {
      return Optional.of(
          new Exemption(
              text(fields, "stack"),
              text(fields, "resource"),
              text(fields, "why"),
              notAfter(today.plusDays(LONGEST_DAYS), LocalDate.parse(until))));
    } catch (DateTimeParseException invalid) {
      problems.add(
          where + "until is %s; write a day such as 2026-12-31".formatted(Json.write(until)));
    } catch (IllegalArgumentException invalid) {
      problems.add(where + invalid.getMessage());
    }
    return Optional.empty();
  }

  private static LocalDate notAfter(LocalDate latest, LocalDate until) {
    if (until.isAfter(latest)) {
      throw new IllegalArgumentException(
          "until is %s, more than %d days from today; write a day up to %s"
              .formatted(until, LONGEST_DAYS, latest));
    }
    return until;
  }

  private static String text(Map<?, ?> fields, String key) {
    String value = Objects.toString(fields.get(key), "").strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException(key + " is empty; write a text");
    }
    return value;
  }

  /** Returns every mistake of a file that is not valid. */
  Optional<String> problem() {
    return problem;
  }

  /** Returns the exemption by which an update may delete a protected resource. */
  Optional<Exemption> of(String stack, String resource) {
    return all.stream().filter(one -> one.permits(stack, resource, today)).findFirst();
  }
}

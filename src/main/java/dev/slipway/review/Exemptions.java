package dev.slipway.review;

import dev.slipway.document.Json;
import dev.slipway.document.Yaml;
import dev.slipway.value.Problem;
import java.nio.file.Path;
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
  public static final Exemptions NONE = new Exemptions(List.of(), LocalDate.MIN, List.of());

  /** A permanent exemption would also permit later deletions. */
  private static final int LONGEST_DAYS = 90;

  private static final Set<String> KEYS = Set.of("stack", "resource", "why", "until");

  private final List<Exemption> all;
  private final LocalDate today;
  private final List<Problem> problems;

  private Exemptions(List<Exemption> all, LocalDate today, List<Problem> problems) {
    this.all = List.copyOf(all);
    this.today = today;
    this.problems = List.copyOf(problems);
  }

  /** Reads the file; one that is not valid exempts nothing. */
  public static Exemptions read(String text, LocalDate today) {
    List<Problem> problems = new ArrayList<>();
    List<Exemption> all = new ArrayList<>();
    List<?> entries = entries(text, problems);
    for (int i = 0; i < entries.size(); i++) {
      read(entries.get(i), "entry %d".formatted(i + 1), today, problems).ifPresent(all::add);
    }
    return new Exemptions(problems.isEmpty() ? all : List.of(), today, problems);
  }

  private static List<?> entries(String text, List<Problem> problems) {
    try {
      return Yaml.list(text);
    } catch (IllegalArgumentException invalid) {
      problems.add(problem("", String.valueOf(invalid.getMessage())));
      return List.of();
    }
  }

  private static Problem problem(String entry, String message) {
    return new Problem(Path.of(FILE), 0, entry, message);
  }

  private static Optional<Exemption> read(
      Object entry, String where, LocalDate today, List<Problem> problems) {
    if (!(entry instanceof Map<?, ?> fields) || !fields.keySet().equals(KEYS)) {
      problems.add(
          problem(where, "is not a mapping with exactly the keys stack, resource, why and until"));
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
          problem(
              where, "until is %s; write a day such as 2026-12-31".formatted(Json.write(until))));
    } catch (IllegalArgumentException invalid) {
      problems.add(problem(where, String.valueOf(invalid.getMessage())));
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

  /** Returns every mistake of the file. */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns the exemption by which an update may delete a protected resource. */
  Optional<Exemption> of(String stack, String resource) {
    return all.stream().filter(one -> one.permits(stack, resource, today)).findFirst();
  }
}

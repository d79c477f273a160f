package dev.slipway.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The results of a comparison, in its order. */
public final class Findings {
  private final List<Weakening> weakenings = new ArrayList<>();
  private final List<NotAssessed> notAssessed = new ArrayList<>();
  private final List<String> satisfied = new ArrayList<>();

  /** The repository as a whole, of which every other requirement depends. */
  private static final Requirement READABLE =
      Requirement.duties(
          "repository",
          "the settings can be read",
          "the token, the name of the repository and the URL of the forge",
          "run slipway repository check again, with a token that may read the settings");

  /**
   * Returns the result of a repository that could not be read.
   *
   * @param reason why, without a secret
   */
  public static Findings unread(RepositoryName repository, String reason) {
    Findings findings = new Findings();
    findings.notAssessed(READABLE, repository.text(), reason);
    return findings;
  }

  /** Adds a setting that is as required. */
  public void satisfied(Requirement requirement, String where) {
    satisfied.add(requirement.id() + ": " + PlainText.line(where));
  }

  /** Adds a setting that is weaker than required. */
  public void weaker(Requirement requirement, String where, String actual) {
    weakenings.add(new Weakening(requirement, where, actual));
  }

  /** Adds a setting that could not be read. */
  public void notAssessed(Requirement requirement, String where, String reason) {
    notAssessed.add(new NotAssessed(requirement, where, reason));
  }

  /**
   * Compares a value with what is required.
   *
   * @param weakness returns the actual value as text if it is weaker than required
   */
  public <T> void compare(
      Requirement requirement,
      String where,
      Reading<T> reading,
      Function<T, Optional<String>> weakness) {
    compare(requirement, where, reading.map(weakness));
  }

  /**
   * Adds the result of a comparison.
   *
   * @param weakness the actual value as text if it is weaker than required
   */
  public void compare(Requirement requirement, String where, Reading<Optional<String>> weakness) {
    if (weakness.value().isEmpty()) {
      notAssessed(requirement, where, weakness.reason());
      return;
    }
    weakness
        .value()
        .get()
        .ifPresentOrElse(
            actual -> weaker(requirement, where, actual), () -> satisfied(requirement, where));
  }

  /** Compares a value with the only one that is accepted. */
  public <T> void requireEqual(
      Requirement requirement, String where, Reading<T> reading, T expected) {
    compare(
        requirement,
        where,
        reading,
        actual -> actual.equals(expected) ? Optional.empty() : Optional.of(actual.toString()));
  }

  /** Returns what is weaker than required. */
  public List<Weakening> weakenings() {
    return List.copyOf(weakenings);
  }

  /** Returns what could not be read. */
  public List<NotAssessed> notAssessed() {
    return List.copyOf(notAssessed);
  }

  /** Returns the identifiers of what is as required, each with where it is set. */
  public List<String> satisfied() {
    return List.copyOf(satisfied);
  }
}

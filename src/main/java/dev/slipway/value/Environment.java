package dev.slipway.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The deployment environment of a stack. Resources of one environment must not reach, read or
 * reference another.
 */
public enum Environment {
  /** Feature branches and CI, without permanent data. */
  TESTING("test|tst"),
  /** The last test before production, with the same security measures. */
  STAGING("stage|stg"),
  /** The only environment with customers. */
  PRODUCTION("prod|prd");

  private static final Pattern NOT_A_LETTER = Pattern.compile("[^a-z]+");

  @SuppressWarnings("ImmutableEnumChecker") // Pattern is immutable
  private final Pattern abbreviations;

  Environment(String abbreviations) {
    this.abbreviations = Pattern.compile(abbreviations);
  }

  /** Returns the name in stack files, for example {@code staging}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a word of a name such as {@code staging-osl2} or {@code api.staging.example.net} is
   * this environment.
   */
  public boolean occursIn(String name) {
    return Arrays.asList(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).contains(text());
  }

  /** Returns another environment that a name means, if the name does not mean this one too. */
  public Optional<Environment> otherIn(String name) {
    return isMeantBy(name)
        ? Optional.empty()
        : Arrays.stream(values()).filter(other -> other.isMeantBy(name)).findFirst();
  }

  /**
   * Whether a word of a name is this environment or an abbreviation of it, such as {@code prod2-db}
   * for production. Digits separate words.
   */
  public boolean isMeantBy(String name) {
    return NOT_A_LETTER
        .splitAsStream(name.toLowerCase(Locale.ROOT))
        .anyMatch(word -> word.equals(text()) || abbreviations.matcher(word).matches());
  }

  /** Whether this environment has customers. */
  public boolean isProduction() {
    return this == PRODUCTION;
  }
}

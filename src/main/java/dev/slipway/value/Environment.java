package dev.slipway.value;

import java.util.Arrays;
import java.util.Locale;

/**
 * The deployment environment of a stack. Resources of one environment must not reach, read or
 * reference another.
 */
public enum Environment {
  /** Feature branches and CI, without permanent data. */
  TESTING,
  /** The last test before production, with the same security measures. */
  STAGING,
  /** The only environment with customers. */
  PRODUCTION;

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

  /** Whether this environment has customers. */
  public boolean isProduction() {
    return this == PRODUCTION;
  }
}

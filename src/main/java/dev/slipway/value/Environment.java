package dev.slipway.value;

import java.util.Arrays;
import java.util.Locale;

/** Where a stack belongs. Nothing of one environment may reach, read or name another. */
public enum Environment {
  /** Feature branches and CI; holds nothing that lasts. */
  TESTING,
  /** The last look before production, under the same security measures. */
  STAGING,
  /** The only one with customers. */
  PRODUCTION;

  /** The name as it is written in stack files, for example {@code staging}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a name such as {@code staging-osl2} or {@code api.staging.example.net} says this one.
   */
  public boolean occursIn(String name) {
    return Arrays.asList(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).contains(text());
  }

  /** Customers live in production only. */
  public boolean isProduction() {
    return this == PRODUCTION;
  }
}

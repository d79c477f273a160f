package dev.slipway.value;

import java.util.Locale;

/** Where a stack belongs. Nothing of one environment may reach, read or name another. */
public enum Environment {
  STAGING,
  PRODUCTION;

  /** The name as it is written in stack files, for example {@code staging}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Customers live in production only. */
  public boolean holdsCustomers() {
    return this == PRODUCTION;
  }
}

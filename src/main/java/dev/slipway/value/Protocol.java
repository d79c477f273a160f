package dev.slipway.value;

import java.util.Locale;

/** A protocol by the name that Neutron gives it. */
public enum Protocol {
  TCP,
  UDP;

  /** Neutron's name. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

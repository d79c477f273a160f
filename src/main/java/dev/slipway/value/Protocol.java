package dev.slipway.value;

import java.util.Locale;

/** A protocol by the name that Neutron gives it. */
public enum Protocol {
  TCP,
  UDP,
  /** IP protocol 112; it has no ports. */
  VRRP;

  /** Whether its packets carry ports. */
  public boolean hasPorts() {
    return this != VRRP;
  }

  /** Neutron's name. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

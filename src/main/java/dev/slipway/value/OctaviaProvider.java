package dev.slipway.value;

import java.util.Locale;

/** The driver of Octavia's load balancers; it decides whose address API servers see. */
public enum OctaviaProvider {
  /** OVN's switches: API servers see the client's address. Allowed CIDRs are not supported. */
  OVN,
  /** A server that Octavia runs, with HAProxy: API servers see the address of that server. */
  AMPHORA;

  /** Returns Octavia's name for the driver. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

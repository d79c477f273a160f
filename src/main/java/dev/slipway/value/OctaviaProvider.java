package dev.slipway.value;

import java.util.Locale;

/** What makes Octavia's load balancers, and so whom the API servers see. */
public enum OctaviaProvider {
  /** OVN's switches: an API server sees the client itself. Takes no allowed CIDRs. */
  OVN,
  /** A server of Octavia's with HAProxy: an API server sees that one. */
  AMPHORA;

  /** Octavia's name for it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.slipway.lab;

/** The identity provider, which every server and every external host may reach. */
public final class Issuer {
  private static final String RETRIES = "--retry 12 --retry-delay 5 --retry-all-errors";

  /** The command that fails if no answer comes back; a name server is not needed. */
  public static final String HEALTH_CHECK =
      "curl -sSf -m 10 "
          + RETRIES
          + " --resolve login.example.net:443:198.51.100.16 https://login.example.net/healthz";

  private Issuer() {}
}

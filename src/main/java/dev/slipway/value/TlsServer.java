package dev.slipway.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that is reached by TLS without HTTP: its DNS name and port. */
public record TlsServer(DnsName name, int port) {
  private static final Pattern FORM = Pattern.compile("(?<name>[^:]+):(?<port>[1-9]\\d{0,4})");
  private static final int LAST_PORT = 65_535;

  /** Reads a server such as {@code siem.example.net:6514}. */
  public static TlsServer parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (parts.matches() && Integer.parseInt(parts.group("port")) <= LAST_PORT) {
      try {
        return new TlsServer(
            DnsName.parse(parts.group("name")), Integer.parseInt(parts.group("port")));
      } catch (IllegalArgumentException notAName) {
        // is refused below
      }
    }
    throw new IllegalArgumentException(
        "is not a valid server; expected a DNS name in lower case and a port, such as"
            + " siem.example.net:6514");
  }

  @Override
  public String toString() {
    return name + ":" + port;
  }
}

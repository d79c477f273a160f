package dev.slipway.components.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The output of a script that creates certificates: lines of a name and base64. */
final class NamedPems {
  private NamedPems() {}

  /** Returns the item of a name. */
  static String pem(String lines, String name) {
    String base64 =
        lines
            .lines()
            .filter(line -> line.startsWith(name + " "))
            .findFirst()
            .map(line -> line.substring(name.length() + 1))
            .orElseThrow(() -> new IllegalStateException("the authority has no " + name));
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}

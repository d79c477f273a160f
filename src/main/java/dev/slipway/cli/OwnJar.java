package dev.slipway.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The jar with this class, or the folder of classes in a test. */
final class OwnJar {
  private OwnJar() {}

  static Path path() {
    try {
      return Path.of(OwnJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException(malformed);
    }
  }
}

package dev.slipway.lab.changes;

import java.io.IOException;
import java.util.Objects;

/**
 * The program of a jar that a test uses instead of {@code slipway.jar}: it prints a file of the
 * jar.
 */
public final class PrintResource {
  static final String FILE = "credential.json";

  private PrintResource() {}

  /** Prints the file. */
  public static void main(String[] arguments) throws IOException {
    try (var file = PrintResource.class.getResourceAsStream("/" + FILE)) {
      Objects.requireNonNull(file).transferTo(System.out);
    }
  }
}

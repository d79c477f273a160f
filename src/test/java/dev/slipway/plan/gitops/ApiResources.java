package dev.slipway.plan.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every resource of an API server of Kubernetes 1.34, subresources too: {@code GROUP/RESOURCE}. */
final class ApiResources {
  private static final Path FILE = Path.of("src/test/resources/argo-cd/api-resources-1.34.txt");

  private ApiResources() {}

  static List<String> all() {
    try (var lines = Files.lines(FILE)) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

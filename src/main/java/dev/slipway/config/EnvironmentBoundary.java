package dev.slipway.config;

import dev.slipway.value.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Rejects values that belong to another environment: they contain its name. Every text of a stack
 * file is examined.
 */
final class EnvironmentBoundary {
  /** The consequence of a value of another environment; of any other key {@link #DEPENDENCY}. */
  private static final Map<String, String> CONSEQUENCES =
      Map.of(
          "cloud", "servers, networks and credentials would be created in its project",
          "endpoint.dnsName", "users would confuse the two clusters",
          "image", "an image that was built there may contain its secrets",
          "network.externalNetwork", "both environments would share a network",
          "network.name", "the servers would share a network with those of that environment",
          "gitops.revision", "its applications would be installed here");

  private static final String DEPENDENCY = "a change there would have effects here";

  private final List<StackFile> files;
  private final ProblemCollector problems;

  EnvironmentBoundary(List<StackFile> files, ProblemCollector problems) {
    this.files = files;
    this.problems = problems;
  }

  void validate() {
    files.forEach(
        file -> TextValues.of(file.config()).forEach((key, text) -> name(file, key, text)));
  }

  private void name(StackFile file, String key, String value) {
    Environment own = file.config().environment();
    Arrays.stream(Environment.values())
        .filter(other -> other != own && other.isMeantBy(value))
        .findFirst()
        .ifPresent(
            other ->
                problems.add(
                    file,
                    key,
                    ("\"%s\" belongs to environment %s, and this stack to %s: %s; choose a "
                            + "value of %s")
                        .formatted(
                            value,
                            other.text(),
                            own.text(),
                            CONSEQUENCES.getOrDefault(key, DEPENDENCY),
                            own.text())));
  }
}

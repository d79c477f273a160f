package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.Environment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rejects values that belong to another environment: they contain its name, or a stack of that
 * environment uses them too.
 */
final class EnvironmentBoundary {
  /** Values that may contain the name of an environment, and why that of another is rejected. */
  private static final List<ScopedKey> SCOPED_KEYS =
      List.of(
          new ScopedKey(
              "cloud",
              config -> config.cloud().text(),
              "servers, networks and credentials would be created in its project"),
          new ScopedKey(
              "endpoint.dnsName",
              config -> config.endpoint().dnsName().toString(),
              "users would confuse the two clusters"),
          new ScopedKey(
              "identity.audience",
              config -> config.identity().audience().text(),
              "tokens that were issued there would be accepted here"),
          new ScopedKey(
              "image",
              config -> config.image().text(),
              "an image that was built there may contain its secrets"),
          new ScopedKey(
              "network.externalNetwork",
              config -> text(config.network().externalNetwork()),
              "both environments would share a network"),
          new ScopedKey(
              "network.name",
              config -> text(config.network().name()),
              "the servers would share a network with those of that environment"),
          new ScopedKey(
              "gitops.revision",
              config -> config.gitops() == null ? "" : config.gitops().revision().text(),
              "its applications would be installed here"));

  private final List<StackFile> files;
  private final ProblemCollector problems;

  EnvironmentBoundary(List<StackFile> files, ProblemCollector problems) {
    this.files = files;
    this.problems = problems;
  }

  /** A key whose value belongs to one environment, and the consequence of a wrong value. */
  private record ScopedKey(String key, Function<StackConfig, String> value, String consequence) {}

  void validate() {
    files.forEach(file -> SCOPED_KEYS.forEach(key -> name(file, key)));
    audiences();
  }

  private void name(StackFile file, ScopedKey key) {
    String value = key.value().apply(file.config());
    Environment own = file.config().environment();
    Arrays.stream(Environment.values())
        .filter(other -> other != own && other.occursIn(value))
        .findFirst()
        .ifPresent(
            other ->
                problems.add(
                    file,
                    key.key(),
                    ("\"%s\" belongs to environment %s, and this stack to %s: %s; choose a "
                            + "value of %s")
                        .formatted(
                            value, other.text(), own.text(), key.consequence(), own.text())));
  }

  private void audiences() {
    Map<String, StackFile> owners = new HashMap<>();
    for (StackFile file : files) {
      String audience = file.config().identity().audience().text();
      StackFile owner = owners.computeIfAbsent(audience, first -> file);
      Environment other = owner.config().environment();
      if (other != file.config().environment()) {
        problems.add(
            file,
            "identity.audience",
            ("\"%s\" is also the audience of %s, which belongs to environment %s: tokens "
                    + "that were issued there would be accepted here; create a Zitadel project for "
                    + "each environment")
                .formatted(audience, owner.path(), other.text()));
      }
    }
  }

  private static String text(@Nullable CloudName name) {
    return name == null ? "" : name.text();
  }
}

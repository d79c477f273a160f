package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.Environment;
import dev.slipway.value.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses what is of another environment: by its name, or because a stack there uses it too. */
public final class EnvironmentBoundary {
  /** Values that may carry an environment's name, and why a wrong one is refused. */
  private static final List<ScopedKey> NAMED =
      List.of(
          new ScopedKey(
              "cloud",
              config -> config.cloud().text(),
              "servers, networks and credentials would be made in its project"),
          new ScopedKey(
              "endpoint.dnsName",
              config -> config.endpoint().dnsName().toString(),
              "people would take one cluster for the other"),
          new ScopedKey(
              "identity.audience",
              config -> config.identity().audience().text(),
              "tokens that were issued there would open this cluster"),
          new ScopedKey(
              "image",
              config -> config.image().text(),
              "what was built for one environment may hold its secrets"),
          new ScopedKey(
              "network.externalNetwork",
              config -> text(config.network().externalNetwork()),
              "both environments would share a network"),
          new ScopedKey(
              "network.name",
              config -> text(config.network().name()),
              "the servers would stand among those of that environment"),
          new ScopedKey(
              "gitops.revision",
              config -> config.gitops() == null ? "" : config.gitops().revision().text(),
              "its applications would be installed here"));

  private EnvironmentBoundary() {}

  /** A value, its key, and what would come of a wrong one. */
  private record ScopedKey(String key, Function<StackConfig, String> value, String because) {}

  /** Every crossing in the fleet. */
  public static List<Problem> violations(List<StackFile> files) {
    return Stream.concat(
            files.stream().flatMap(EnvironmentBoundary::names), sharedAudiences(files).stream())
        .toList();
  }

  private static String text(@Nullable CloudName name) {
    return name == null ? "" : name.text();
  }

  private static Stream<Problem> names(StackFile file) {
    return NAMED.stream().flatMap(named -> crossing(file, named).stream());
  }

  private static Optional<Problem> crossing(StackFile file, ScopedKey named) {
    String value = named.value().apply(file.config());
    Environment own = file.config().environment();
    return Arrays.stream(Environment.values())
        .filter(other -> other != own && other.occursIn(value))
        .findFirst()
        .map(
            other ->
                file.problem(
                    named.key(),
                    "\""
                        + value
                        + "\" is of environment "
                        + other.text()
                        + ", this stack of "
                        + own.text()
                        + ": "
                        + named.because()
                        + "; name one of "
                        + own.text()));
  }

  private static List<Problem> sharedAudiences(List<StackFile> files) {
    Map<String, StackFile> owners = new HashMap<>();
    return files.stream()
        .flatMap(
            file -> {
              String audience = file.config().identity().audience().text();
              StackFile owner = owners.computeIfAbsent(audience, first -> file);
              return owner.config().environment() == file.config().environment()
                  ? Stream.empty()
                  : Stream.of(
                      file.problem(
                          "identity.audience",
                          "\""
                              + audience
                              + "\" is the audience of "
                              + owner.path()
                              + " too, which is of environment "
                              + owner.config().environment().text()
                              + ": its tokens would open this cluster; make a project in Zitadel"
                              + " for each environment"));
            })
        .toList();
  }
}

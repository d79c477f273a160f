package dev.slipway.config;

import static dev.slipway.config.EndpointKind.HAPROXY;
import static dev.slipway.config.EndpointKind.OCTAVIA;
import static dev.slipway.config.NetworkKind.PROJECT;
import static dev.slipway.config.NetworkKind.SHARED;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keys that only one kind of network or endpoint has: asked for there, refused elsewhere. */
final class ConditionalKeyRules {
  /** All of them. */
  static final List<Rule> RULES =
      List.of(
          new Rule("network.name", SHARED, true, config -> config.network().name()),
          new Rule(
              "network.externalNetwork",
              PROJECT,
              true,
              config -> config.network().externalNetwork()),
          new Rule(
              "network.routerExternalIp",
              PROJECT,
              true,
              config -> config.network().routerExternalIp()),
          new Rule("endpoint.floatingIp", PROJECT, true, config -> config.endpoint().floatingIp()),
          new Rule("endpoint.provider", OCTAVIA, true, config -> config.endpoint().provider()),
          new Rule("endpoint.replicas", HAPROXY, false, config -> config.endpoint().replicas()),
          new Rule("endpoint.flavor", HAPROXY, true, config -> config.endpoint().flavor()),
          new Rule("endpoint.image", HAPROXY, true, config -> config.endpoint().image()),
          new Rule(
              "endpoint.networkInterface",
              HAPROXY,
              false,
              config -> config.endpoint().networkInterface()));

  private ConditionalKeyRules() {}

  /**
   * One key.
   *
   * @param kind the one that has it
   * @param required whether that kind cannot do without
   */
  record Rule(
      String key, Enum<?> kind, boolean required, Function<StackConfig, @Nullable Object> value) {

    /** Where the kind stands. */
    String kindKey() {
      return kind instanceof NetworkKind ? "network.kind" : "endpoint.kind";
    }

    private void check(StackConfig config, ProblemCollector problems) {
      Enum<?> here =
          kind instanceof NetworkKind ? config.network().kind() : config.endpoint().kind();
      Object given = value.apply(config);
      if (here == null || problems.hasProblemAt(key)) {
        return;
      }
      if (here == kind && required && given == null) {
        problems.add(key, "is missing; " + kindKey() + " " + text(kind) + " asks for it");
      } else if (here != kind && given != null) {
        problems.add(
            key,
            "belongs to "
                + kindKey()
                + " "
                + text(kind)
                + ", here it is "
                + text(here)
                + "; remove the key or change the kind");
      }
    }
  }

  /** Notes what a file that was read leaves out or has too much. */
  static void check(StackConfig config, ProblemCollector problems) {
    if (config.network() == null || config.endpoint() == null) {
      return;
    }
    RULES.forEach(rule -> rule.check(config, problems));
    if (config.network().kind() == SHARED && config.endpoint().kind() == OCTAVIA) {
      problems.add(
          "endpoint.kind",
          "octavia keeps its address on a network of the stack's own; take haproxy, or network.kind"
              + " project");
    }
  }

  private static String text(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}

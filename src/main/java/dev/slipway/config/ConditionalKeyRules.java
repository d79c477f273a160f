package dev.slipway.config;

import static dev.slipway.config.DiskEncryptionKind.KMS;
import static dev.slipway.config.EndpointKind.HAPROXY;
import static dev.slipway.config.EndpointKind.OCTAVIA;
import static dev.slipway.config.NetworkKind.PROJECT;
import static dev.slipway.config.NetworkKind.SHARED;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the keys that only one kind of network, endpoint or disk encryption has. */
final class ConditionalKeyRules {
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
          new Rule("network.routerId", PROJECT, false, config -> config.network().routerId()),
          new Rule("endpoint.floatingIp", PROJECT, true, config -> config.endpoint().floatingIp()),
          new Rule(
              "endpoint.floatingIpId", PROJECT, false, config -> config.endpoint().floatingIpId()),
          new Rule("endpoint.provider", OCTAVIA, true, config -> config.endpoint().provider()),
          new Rule("endpoint.replicas", HAPROXY, false, config -> config.endpoint().replicas()),
          new Rule("endpoint.flavor", HAPROXY, true, config -> config.endpoint().flavor()),
          new Rule("endpoint.image", HAPROXY, true, config -> config.endpoint().image()),
          new Rule(
              "endpoint.networkInterface",
              HAPROXY,
              false,
              config -> config.endpoint().networkInterface()),
          new Rule(
              "diskEncryption.endpoint",
              KMS,
              true,
              config ->
                  config.diskEncryption() == null ? null : config.diskEncryption().endpoint()));

  /**
   * The keys that only kind OpsCluster has, and whether it requires them. {@link StackFileRules},
   * {@link StateRules}, {@link IdentityRules}, {@link AuditSinkRules} and {@link
   * OnlyEnvironmentRules} check them.
   */
  static final Map<String, Boolean> OPS_KEYS =
      Map.of(
          "gitops", true,
          "state", false,
          "identity.zitadel", false,
          "audit.archive", false,
          "audit.store", false,
          "audit.siem", false,
          "onlyEnvironment", false);

  private ConditionalKeyRules() {}

  /**
   * A key that only one kind has.
   *
   * @param kind the kind that has the key
   * @param required whether a file of that kind must set the key
   */
  record Rule(
      String key, Enum<?> kind, boolean required, Function<StackConfig, @Nullable Object> value) {

    /** Returns the key that sets the kind. */
    String kindKey() {
      if (kind instanceof DiskEncryptionKind) {
        return "diskEncryption.kind";
      }
      return kind instanceof NetworkKind ? "network.kind" : "endpoint.kind";
    }

    private @Nullable Enum<?> kindIn(StackConfig config) {
      if (kind instanceof DiskEncryptionKind) {
        return config.diskEncryption() == null ? null : config.diskEncryption().kind();
      }
      return kind instanceof NetworkKind ? config.network().kind() : config.endpoint().kind();
    }

    private void check(StackConfig config, ReadProblems problems, boolean optional) {
      Enum<?> here = kindIn(config);
      Object given = value.apply(config);
      if (here == null || problems.hasProblemAt(key)) {
        return;
      }
      if (here == kind && required && given == null && !optional) {
        problems.add(key, "is missing; %s %s requires it".formatted(kindKey(), text(kind)));
      } else if (here != kind && given != null) {
        problems.add(
            key,
            "is only allowed with %s %s, and this file has %s; remove the key or change the kind"
                .formatted(kindKey(), text(kind), text(here)));
      }
    }
  }

  /** Reports keys that the kinds of the file require or do not allow. */
  static void check(StackConfig config, ReadProblems problems) {
    check(config, problems, Set.of());
  }

  /** Reports keys as {@link #check}, except the absence of some. */
  static void check(StackConfig config, ReadProblems problems, Set<String> optional) {
    if (config.network() == null || config.endpoint() == null) {
      return;
    }
    RULES.forEach(rule -> rule.check(config, problems, optional.contains(rule.key())));
    if (config.network().kind() == SHARED && config.endpoint().kind() == OCTAVIA) {
      problems.add(
          "endpoint.kind",
          "octavia is not allowed with network.kind shared; use haproxy, or network.kind project");
    }
  }

  private static String text(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}

package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.config.ZitadelConfig;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that {@code identity.zitadel.grants} has roles of the catalogue only. */
final class GrantRules {
  private static final List<String> KEYS = Roles.ALL.stream().map(Role::key).sorted().toList();

  private GrantRules() {}

  /** Returns a problem for each unknown role. */
  static List<Problem> problems(Fleet fleet) {
    return fleet.files().stream()
        .flatMap(
            file ->
                Optional.ofNullable(file.config().identity().zitadel())
                    .map(ZitadelConfig::grants)
                    .orElse(Map.of())
                    .keySet()
                    .stream()
                    .map(DnsLabel::text)
                    .filter(role -> !KEYS.contains(role))
                    .map(role -> problem(file, role)))
        .toList();
  }

  private static Problem problem(StackFile file, String role) {
    String key = "identity.zitadel.grants." + role;
    return file.problem(key, "is not a role; allowed: " + String.join(", ", KEYS));
  }
}

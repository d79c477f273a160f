package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.config.ZitadelConfig;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.OwnRole;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that {@code identity.zitadel.grants} has roles of Slipway and of the program only. */
final class GrantRules {
  private GrantRules() {}

  /** Returns a problem for each unknown role. */
  static List<Problem> problems(Fleet fleet, List<OwnRole> own) {
    List<String> keys = Roles.keys(own);
    return fleet.files().stream()
        .flatMap(
            file ->
                Optional.ofNullable(file.config().identity().zitadel())
                    .map(ZitadelConfig::grants)
                    .orElse(Map.of())
                    .keySet()
                    .stream()
                    .map(DnsLabel::text)
                    .filter(role -> !keys.contains(role))
                    .map(role -> problem(file, role, keys)))
        .toList();
  }

  private static Problem problem(StackFile file, String role, List<String> keys) {
    String key = "identity.zitadel.grants." + role;
    return file.problem(key, "is not a role; allowed: " + String.join(", ", keys));
  }
}

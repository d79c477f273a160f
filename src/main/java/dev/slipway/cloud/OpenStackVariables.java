package dev.slipway.cloud;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Refuses the environment variables by which OpenStack's clients replace values of clouds.yaml: a
 * sourced openrc would move a stack to another project, region or interface. The OpenStack provider
 * reads them too, and {@code OS_PASSWORD} and {@code OS_TOKEN} win over its own arguments.
 */
final class OpenStackVariables {
  private static final String PREFIX = "OS_";
  private static final String ALLOWED = "OS_CLIENT_CONFIG_FILE";

  private OpenStackVariables() {}

  /** Refuses an environment that sets a variable; clients treat an empty one as not set. */
  static void refuse(Map<String, String> environment) {
    List<String> names =
        new TreeMap<>(environment)
            .entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PREFIX) && !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(ALLOWED))
                .toList();
    if (!names.isEmpty()) {
      throw new CloudException(
          "environment: %s would win over clouds.yaml; unset %s; only %s may be set"
              .formatted(String.join(", ", names), String.join(" ", names), ALLOWED));
    }
  }
}

package dev.slipway.config;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.ZitadelId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects in Zitadel that the Ops stack manages: the project, its roles, the application of the
 * command line, the login policy of the organization, and grants.
 *
 * @param application id of the application of the command line; {@code slipway identity init}
 *     writes it
 * @param grants ids of users by the role that they get. Grants that are not listed here stay as
 *     they are. Default: none
 */
public record ZitadelConfig(
    ZitadelId application, @Nullable Map<DnsLabel, List<ZitadelId>> grants) {

  /** Copies the mapping and its lists. */
  public ZitadelConfig {
    if (grants != null) {
      Map<DnsLabel, List<ZitadelId>> copy = new LinkedHashMap<>();
      grants.forEach((role, users) -> copy.put(role, ReadOnly.list(users)));
      grants = ReadOnly.map(copy);
    }
  }
}

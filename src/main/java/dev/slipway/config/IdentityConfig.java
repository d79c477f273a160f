package dev.slipway.config;

import dev.slipway.value.HttpsUrl;
import dev.slipway.value.ZitadelClientId;
import dev.slipway.value.ZitadelId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Zitadel instance that authenticates users, as configured at the API server.
 *
 * @param issuer URL of the instance
 * @param audience id of the Zitadel project. Tokens for another project are rejected, and roles of
 *     another project are ignored; two environments must not use the same
 * @param organization id of the Zitadel organization. Roles that another organization granted are
 *     ignored; two environments must not use the same
 * @param clients client ids of the Zitadel applications that users sign in with; the first is that
 *     of the command line. Tokens of other applications are rejected; two environments must not use
 *     the same
 * @param zitadel the objects in Zitadel that the Ops stack manages. Default: people manage them
 */
public record IdentityConfig(
    HttpsUrl issuer,
    ZitadelId audience,
    ZitadelId organization,
    List<ZitadelClientId> clients,
    @Nullable ZitadelConfig zitadel) {

  /** Copies the list; {@link ReadOnly} has the reason. */
  public IdentityConfig {
    clients = ReadOnly.list(clients);
  }
}

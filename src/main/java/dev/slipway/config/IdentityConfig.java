package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.HttpsUrl;

/**
 * The Zitadel instance that authenticates users, as configured at the API server.
 *
 * @param issuer https URL of the instance, for example {@code https://login.example.net}
 * @param audience resource id of the Zitadel project. Tokens for another audience are rejected; two
 *     environments must not use the same
 * @param organization id of the Zitadel organization. Roles that another organization granted are
 *     ignored
 */
public record IdentityConfig(HttpsUrl issuer, CloudName audience, CloudName organization) {}

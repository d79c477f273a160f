package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.HttpsUrl;

/**
 * Zitadel, as the API server knows it.
 *
 * @param issuer the instance's URL
 * @param audience the project's resource id: tokens for another audience are refused
 * @param organization id of our organization: roles granted by another one do not count
 */
public record IdentityConfig(HttpsUrl issuer, CloudName audience, CloudName organization) {}

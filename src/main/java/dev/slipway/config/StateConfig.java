package dev.slipway.config;

import dev.slipway.value.SecretsProvider;
import dev.slipway.value.StateBackend;

/**
 * Where the states of an environment's stacks are, and what encrypts the secrets in them.
 *
 * @param backend URL of the state backend. No two environments may have the same bucket, host or
 *     folder
 * @param secretsProvider {@code passphrase}, or the URL of a key. No two environments may have the
 *     same key
 */
public record StateConfig(StateBackend backend, SecretsProvider secretsProvider) {}

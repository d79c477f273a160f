package dev.slipway.config;

import org.jspecify.annotations.Nullable;

/**
 * The recording of requests to the Kubernetes API, and where the events are sent.
 *
 * @param log the audit log on each control-plane node. Default: the defaults of its keys
 * @param archive the archive of all clusters of the environment. Only with {@code store}. Default:
 *     none
 * @param store the log store of all clusters of the environment. Only with {@code archive}.
 *     Default: none
 * @param siem the SIEM of all clusters of the environment. Only with {@code archive}. Default: none
 */
public record AuditConfig(
    @Nullable AuditLogConfig log,
    @Nullable AuditArchiveConfig archive,
    @Nullable AuditStoreConfig store,
    @Nullable AuditSiemConfig siem) {}

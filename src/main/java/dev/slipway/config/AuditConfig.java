package dev.slipway.config;

import org.jspecify.annotations.Nullable;

/**
 * The recording of requests to the Kubernetes API.
 *
 * @param log the audit log on each control-plane node. Default: the defaults of its keys
 */
public record AuditConfig(@Nullable AuditLogConfig log) {}

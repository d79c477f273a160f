package dev.slipway.config;

import dev.slipway.value.TlsServer;

/**
 * The SIEM that receives every audit event by syslog over TLS (RFC 5424, RFC 5425).
 *
 * @param server its DNS name and port. No two environments may have the same
 */
public record AuditSiemConfig(TlsServer server) {}

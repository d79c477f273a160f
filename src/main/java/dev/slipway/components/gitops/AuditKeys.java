package dev.slipway.components.gitops;

import com.pulumi.core.Output;

/**
 * The secrets of an environment that each of its clusters needs to send audit events.
 *
 * @param ageKey decrypts the credentials in Git; secret
 * @param authority of the certificates for the log store; secret
 */
public record AuditKeys(Output<String> ageKey, Output<String> authority) {}

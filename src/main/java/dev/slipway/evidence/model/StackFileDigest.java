package dev.slipway.evidence.model;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.Sha256;

/** Which stack file, byte for byte, the plan was made of. */
public record StackFileDigest(DnsLabel stack, String file, Sha256 sha256) {}

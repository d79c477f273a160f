package dev.slipway.drift;

/**
 * One difference between Neutron and the plan.
 *
 * @param where names, the outermost first
 * @param id Neutron's, of the object to look at; empty where it is missing
 * @param expected by the plan
 * @param actual in Neutron
 * @param fix a shell line
 */
public record Finding(
    DriftKind kind, String where, String id, String expected, String actual, String fix) {}

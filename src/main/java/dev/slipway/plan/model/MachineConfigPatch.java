package dev.slipway.plan.model;

import java.util.Map;

/**
 * A document that a program adds to the machine config of one node.
 *
 * @param source name of the extension
 * @param server name of the node
 * @param document texts, whole numbers, booleans, lists and maps
 */
public record MachineConfigPatch(String source, String server, Map<String, Object> document) {}

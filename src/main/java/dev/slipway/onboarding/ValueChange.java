package dev.slipway.onboarding;

/**
 * One value of the sibling's file that is another in the new one.
 *
 * @param path keys joined by dots
 * @param from as the sibling has it
 * @param to as the new file has it
 */
public record ValueChange(String path, String from, String to) {}

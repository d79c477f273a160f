package dev.slipway.review;

import java.time.LocalDate;

/**
 * A refusal that a reviewed file lifts.
 *
 * @param stack name of the stack
 * @param resource type and name of a protected resource that the update may delete or replace
 * @param why the reason, for readers of the report
 * @param until the last day on which it counts
 */
record Exemption(String stack, String resource, String why, LocalDate until) {

  boolean permits(String otherStack, String otherResource, LocalDate today) {
    return stack.equals(otherStack) && resource.equals(otherResource) && !today.isAfter(until);
  }
}

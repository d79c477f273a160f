package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Problem;
import java.util.List;
import java.util.stream.Stream;

/** Warnings about a valid fleet. */
public final class Warnings {
  private Warnings() {}

  /** Returns the warnings about the stack files, then those about their plan. */
  public static List<Problem> of(Fleet fleet, FleetPlan plan) {
    return Stream.concat(fleet.warnings().stream(), RuleCountWarning.warning(fleet, plan).stream())
        .toList();
  }
}

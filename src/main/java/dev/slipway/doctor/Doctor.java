package dev.slipway.doctor;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import java.util.ArrayList;
import java.util.List;

/** Everything that is checked of a computer. */
public final class Doctor {
  private Doctor() {}

  /** Returns what the tools need, for any stack file. */
  public static List<Finding> tools(Computer computer) {
    List<Finding> findings = new ArrayList<>(Tools.check(computer, List.of()));
    findings.addAll(Plugins.check(computer, false));
    return findings;
  }

  /** Returns what {@code pulumi} needs for a stack. */
  public static List<Finding> stack(Computer computer, FleetPlan fleet, ClusterPlan plan) {
    List<Finding> findings = new ArrayList<>(Tools.check(computer, List.of(plan)));
    findings.addAll(Plugins.check(computer, plan.identity().zitadel().isPresent()));
    findings.addAll(StackNeeds.check(computer, fleet, plan));
    return findings;
  }
}

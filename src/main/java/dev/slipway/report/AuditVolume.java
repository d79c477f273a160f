package dev.slipway.report;

import dev.slipway.plan.model.AuditSinks;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Environment;
import java.util.List;
import java.util.Map;

/**
 * The estimated size of the audit events of an environment: those of its API servers, each at its
 * {@code audit.log.rate}, for the retention. Compression is not counted.
 *
 * @param archiveBytes in the archive
 * @param storeBytes in the log store
 */
public record AuditVolume(Environment environment, long archiveBytes, long storeBytes) {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long KILOBYTE = 1000;
  private static final double GIGABYTE = 1e9;

  /** Returns the sizes of the environments whose events are sent. */
  public static List<AuditVolume> of(FleetPlan fleet) {
    return fleet.clusters().stream()
        .filter(plan -> plan.opsStackName().equals(plan.name().text()))
        .flatMap(ops -> ops.auditSinks().map(sinks -> of(fleet, ops, sinks)).stream())
        .toList();
  }

  private static AuditVolume of(FleetPlan fleet, ClusterPlan ops, AuditSinks sinks) {
    long daily =
        fleet.clusters().stream()
            .filter(plan -> plan.environment() == ops.environment())
            .mapToLong(plan -> (long) plan.auditLog().rate() * plan.controlPlane().size())
            .sum();
    long bytes = daily * KILOBYTE * SECONDS_PER_DAY;
    return new AuditVolume(
        ops.environment(), bytes * sinks.archive().days(), bytes * sinks.store().days());
  }

  /** Returns the fields for programs. */
  public Map<String, Object> document() {
    return Map.of(
        "environment", environment.text(),
        "archiveBytes", archiveBytes,
        "storeBytes", storeBytes);
  }

  /** Returns one line. */
  @Override
  public String toString() {
    return "audit events of %s at audit.log.rate, before compression: %.0f GB in the archive, %.0f GB in the log store"
        .formatted(environment.text(), archiveBytes / GIGABYTE, storeBytes / GIGABYTE);
  }
}

package dev.slipway.plan;

import dev.slipway.config.AuditArchiveConfig;
import dev.slipway.config.AuditConfig;
import dev.slipway.config.AuditSiemConfig;
import dev.slipway.config.AuditStoreConfig;
import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.plan.model.AuditSinks;
import dev.slipway.value.StackKind;
import java.util.Optional;

/**
 * Plans where the audit events of a cluster are sent: its environment's Ops Cluster has the keys.
 */
final class AuditSinksPlanner {
  private AuditSinksPlanner() {}

  static Optional<AuditSinks> plan(Fleet fleet, StackFile file) {
    return fleet.files().stream()
        .filter(ops -> ops.config().kind() == StackKind.OPS_CLUSTER)
        .filter(ops -> ops.config().environment() == file.config().environment())
        .flatMap(ops -> Optional.ofNullable(ops.config().audit()).stream())
        .findFirst()
        .flatMap(AuditSinksPlanner::sinks);
  }

  private static Optional<AuditSinks> sinks(AuditConfig audit) {
    AuditArchiveConfig archive = audit.archive();
    AuditStoreConfig store = audit.store();
    return archive == null || store == null
        ? Optional.empty()
        : Optional.of(
            new AuditSinks(
                archive(archive),
                new AuditSinks.Store(store.url(), store.retentionDaysOrDefault()),
                Optional.ofNullable(audit.siem()).map(AuditSiemConfig::server)));
  }

  private static AuditSinks.Archive archive(AuditArchiveConfig archive) {
    return new AuditSinks.Archive(
        archive.endpoint(),
        archive.regionOrDefault(),
        archive.bucket(),
        archive.lockOrDefault(),
        archive.retentionDaysOrDefault());
  }
}

package dev.slipway.plan;

import dev.slipway.config.AuditArchiveConfig;
import dev.slipway.config.AuditConfig;
import dev.slipway.config.AuditSiemConfig;
import dev.slipway.config.AuditStoreConfig;
import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.plan.model.AuditSinks;
import dev.slipway.value.Environment;
import dev.slipway.value.StackKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Plans where audit events are sent: the file of an environment's Ops Cluster has the keys. */
final class AuditSinksPlanner {
  private AuditSinksPlanner() {}

  /** Returns the sinks of each environment that has some. */
  static Map<Environment, AuditSinks> plan(Fleet fleet) {
    Map<Environment, AuditSinks> all = new EnumMap<>(Environment.class);
    for (StackFile file : fleet.files()) {
      AuditConfig audit = file.config().audit();
      if (file.config().kind() == StackKind.OPS_CLUSTER && audit != null) {
        sinks(audit).ifPresent(sinks -> all.put(file.config().environment(), sinks));
      }
    }
    return all;
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

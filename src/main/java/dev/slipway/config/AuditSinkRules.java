package dev.slipway.config;

import dev.slipway.value.StackKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks where audit events are sent: for one environment at a time, and long enough. */
final class AuditSinkRules {
  private static final int FEWEST_DAYS = 31;

  /** A lock cannot be undone, so a wrong number must not be a wrong year. */
  private static final int MOST_DAYS = 400;

  private final List<StackFile> files;
  private final ProblemCollector problems;
  private final Map<String, StackFile> owners = new HashMap<>();

  AuditSinkRules(List<StackFile> files, ProblemCollector problems) {
    this.files = files;
    this.problems = problems;
  }

  void validate() {
    for (StackFile file : files) {
      AuditConfig audit = file.config().audit();
      if (audit != null) {
        validate(file, audit);
      }
    }
  }

  private void validate(StackFile file, AuditConfig audit) {
    AuditArchiveConfig archive = audit.archive();
    AuditStoreConfig store = audit.store();
    AuditSiemConfig siem = audit.siem();
    if (file.config().kind() != StackKind.OPS_CLUSTER) {
      opsOnly(file, "audit.archive", archive);
      opsOnly(file, "audit.store", store);
      opsOnly(file, "audit.siem", siem);
      return;
    }
    if (archive != null) {
      days(file, "audit.archive.retentionDays", archive.retentionDaysOrDefault());
      String bucket = "%s in %s".formatted(archive.bucket(), archive.endpoint());
      requireUnique(file, "audit.archive.bucket", bucket);
    } else if (store != null || siem != null) {
      missing(file, "audit.archive", store != null ? "audit.store" : "audit.siem");
    }
    if (store != null) {
      days(file, "audit.store.retentionDays", store.retentionDaysOrDefault());
      requireUnique(file, "audit.store.url", store.url().toString());
    } else if (archive != null) {
      missing(file, "audit.store", "audit.archive");
    }
    if (siem != null) {
      requireUnique(file, "audit.siem.server", siem.server().toString());
    }
  }

  private void opsOnly(StackFile file, String key, @Nullable Object value) {
    if (value != null) {
      problems.add(
          file,
          key,
          "is only allowed with kind OpsCluster, for all stacks of the environment; move it to %s.yaml"
              .formatted(file.config().environment().text()));
    }
  }

  private void days(StackFile file, String key, int days) {
    if (days < FEWEST_DAYS || days > MOST_DAYS) {
      problems.add(
          file,
          key,
          "%d is not allowed; expected a number of days from %d to %d"
              .formatted(days, FEWEST_DAYS, MOST_DAYS));
    }
  }

  private void missing(StackFile file, String key, String other) {
    problems.add(
        file,
        key,
        "is missing; with %s both audit.archive and audit.store are required, because a lost event is found and sent again only if another sink has it"
            .formatted(other));
  }

  private void requireUnique(StackFile file, String key, String value) {
    StackFile owner = owners.putIfAbsent(key + value, file);
    if (owner != null) {
      problems.add(
          file,
          key,
          "\"%s\" is also used in %s; choose one that no other environment uses, so that events of customers stay in production"
              .formatted(value, owner.path()));
    }
  }
}

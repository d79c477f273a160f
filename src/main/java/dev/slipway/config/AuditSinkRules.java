package dev.slipway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks where audit events are sent: for one environment at a time, and long enough. */
final class AuditSinkRules {
  private static final int FEWEST_DAYS = 31;

  /** A lock cannot be undone, so a wrong number must not be a wrong year. */
  private static final int MOST_DAYS = 400;

  private final List<StackFile> files;
  private final ProblemCollector problems;
  private final EnvironmentKeys keys;

  AuditSinkRules(List<StackFile> files, ProblemCollector problems) {
    this.files = files;
    this.problems = problems;
    this.keys = new EnvironmentKeys(problems, "events of customers stay in production");
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
    AuditArchiveConfig archive = allowed(file, "audit.archive", audit.archive());
    AuditStoreConfig store = allowed(file, "audit.store", audit.store());
    AuditSiemConfig siem = allowed(file, "audit.siem", audit.siem());
    if (archive != null) {
      days(file, "audit.archive.retentionDays", archive.retentionDaysOrDefault());
      String bucket = "%s in %s".formatted(archive.bucket(), archive.endpoint());
      keys.requireUnique(file, "audit.archive.bucket", bucket);
    } else if (store != null || siem != null) {
      missing(file, "audit.archive", store != null ? "audit.store" : "audit.siem");
    }
    if (store != null) {
      days(file, "audit.store.retentionDays", store.retentionDaysOrDefault());
      keys.requireUnique(file, "audit.store.url", store.url().toString());
    } else if (archive != null) {
      missing(file, "audit.store", "audit.archive");
    }
    if (siem != null) {
      keys.requireUnique(file, "audit.siem.server", siem.server().toString());
    }
  }

  private <T> @Nullable T allowed(StackFile file, String key, @Nullable T value) {
    return value != null && keys.isAllowed(file, key) ? value : null;
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
}

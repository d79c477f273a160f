package dev.slipway.config;

import dev.slipway.value.AuditLogSize;
import java.util.stream.Stream;

/** Checks that the audit log of an API server holds what is written while nothing reads it. */
final class AuditLogRules {
  private static final String KEY = "audit.log";

  /** MiB; etcd, images and pods share the disk. */
  private static final int MOST_ON_DISK = 20 * 1024;

  private final StackFile file;
  private final ProblemCollector problems;

  AuditLogRules(StackFile file, ProblemCollector problems) {
    this.file = file;
    this.problems = problems;
  }

  void validate() {
    AuditLogSize size = file.config().auditLogOrDefault();
    boolean isInRange =
        Stream.of(
                range("fileSize", size.fileSize(), 10, 1024),
                range("files", size.files(), 1, 100),
                range("rate", size.rate(), 1, 10_000),
                range("outage", size.outage(), 1, 168))
            .allMatch(isAllowed -> isAllowed);
    if (isInRange) {
      fits(size);
      disk(size);
    }
  }

  private boolean range(String key, int value, int least, int most) {
    boolean isAllowed = value >= least && value <= most;
    if (!isAllowed) {
      problems.add(
          file,
          "%s.%s".formatted(KEY, key),
          "%d is not allowed; expected a number from %d to %d".formatted(value, least, most));
    }
    return isAllowed;
  }

  private void fits(AuditLogSize size) {
    if (size.capacity() < size.demand()) {
      problems.add(
          file,
          KEY,
          "files × fileSize, %d × %d MiB, holds %d hours at %d kB/s, and outage is %d hours; set files to %d or more, fileSize higher, or outage lower"
              .formatted(
                  size.files(),
                  size.fileSize(),
                  size.hours(),
                  size.rate(),
                  size.outage(),
                  size.fewestFiles()));
    }
  }

  private void disk(AuditLogSize size) {
    if (size.onDisk() > MOST_ON_DISK) {
      problems.add(
          file,
          KEY,
          "(files + 1) × fileSize is %d MiB of the disk of a control-plane node; expected at most %d MiB, because etcd and images are on the same disk"
              .formatted(size.onDisk(), MOST_ON_DISK));
    }
  }
}

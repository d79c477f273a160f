package dev.slipway.audit.sink;

import com.github.davidmoten.aws.lw.client.xml.XmlElement;
import dev.slipway.plan.model.AuditSinks;
import dev.slipway.value.ArchiveLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of a bucket by which it keeps what is added. */
final class BucketSettings {
  private static final int DAYS_OF_YEAR = 365;

  /** The error of a bucket without object lock begins with it. */
  private static final String LOCK = "ObjectLockConfiguration";

  private final S3Bucket bucket;
  private final AuditSinks.Archive sink;

  BucketSettings(S3Bucket bucket, AuditSinks.Archive sink) {
    this.bucket = bucket;
    this.sink = sink;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!isEnabled(bucket.setting("versioning"), "Status")) {
      problems.add(
          "versions of bucket %s are not kept; enable versioning".formatted(sink.bucket()));
    }
    Optional<XmlElement> lock = lock();
    if (lock.filter(found -> isEnabled(found, "ObjectLockEnabled")).isEmpty()) {
      problems.add(
          "bucket %s has no object lock; create a bucket with it, and use that"
              .formatted(sink.bucket()));
    } else if (sink.lock() == ArchiveLock.DEFAULT && !isKept(lock.get())) {
      problems.add(
          "the default retention of bucket %s is not COMPLIANCE for %d days, and audit.archive.lock is default; set it"
              .formatted(sink.bucket(), sink.days()));
    }
    return problems;
  }

  private static boolean isEnabled(XmlElement setting, String name) {
    return S3List.text(setting, name).equals(Optional.of("Enabled"));
  }

  private Optional<XmlElement> lock() {
    try {
      return Optional.of(bucket.setting("object-lock"));
    } catch (S3Refusal absent) {
      if (absent.code.startsWith(LOCK)) {
        return Optional.empty();
      }
      throw absent;
    }
  }

  private boolean isKept(XmlElement lock) {
    return lock.childrenWithName("Rule").stream()
        .flatMap(rule -> rule.childrenWithName("DefaultRetention").stream())
        .filter(retention -> S3List.text(retention, "Mode").equals(Optional.of("COMPLIANCE")))
        .anyMatch(retention -> days(retention) >= sink.days());
  }

  private static long days(XmlElement retention) {
    return number(retention, "Days") + number(retention, "Years") * DAYS_OF_YEAR;
  }

  private static long number(XmlElement retention, String unit) {
    return S3List.text(retention, unit).map(Long::parseLong).orElse(0L);
  }
}

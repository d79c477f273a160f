package dev.slipway.config;

import dev.slipway.value.ArchiveLock;
import dev.slipway.value.BucketName;
import dev.slipway.value.CloudName;
import dev.slipway.value.HttpsUrl;
import org.jspecify.annotations.Nullable;

/**
 * The object store in which every audit event is kept under a COMPLIANCE lock. It has the interface
 * of S3.
 *
 * @param endpoint URL of the object store, for all datacenters
 * @param region region in the signatures of requests. Default: {@value #DEFAULT_REGION}
 * @param bucket the bucket, with versions and object lock. No two environments may have the same at
 *     one endpoint
 * @param lock {@code header}: each request names lock and date; {@code default}: the bucket's
 *     default retention stamps each object, for stores that do not take the headers. Default:
 *     header
 * @param retentionDays days for which an object is locked, from 31 to 400. A lock cannot be undone
 *     or made shorter. Default: 31
 */
public record AuditArchiveConfig(
    HttpsUrl endpoint,
    @Nullable CloudName region,
    BucketName bucket,
    @Nullable ArchiveLock lock,
    @Nullable Integer retentionDays) {
  static final String DEFAULT_REGION = "us-east-1";
  static final int DEFAULT_DAYS = 31;

  /** Returns the region of requests. */
  public String regionOrDefault() {
    return region == null ? DEFAULT_REGION : region.text();
  }

  /** Returns the origin of the lock. */
  public ArchiveLock lockOrDefault() {
    return lock == null ? ArchiveLock.HEADER : lock;
  }

  /** Returns the days for which an object is locked. */
  public int retentionDaysOrDefault() {
    return retentionDays == null ? DEFAULT_DAYS : retentionDays;
  }
}

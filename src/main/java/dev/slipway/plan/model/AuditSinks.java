package dev.slipway.plan.model;

import dev.slipway.value.ArchiveLock;
import dev.slipway.value.BucketName;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.TlsServer;
import java.util.Optional;

/**
 * Where the audit events of an environment's clusters are sent.
 *
 * @param siem empty if there is none
 */
public record AuditSinks(Archive archive, Store store, Optional<TlsServer> siem) {
  /**
   * The object store that keeps every event under a COMPLIANCE lock.
   *
   * @param region in the signatures of requests
   * @param days for which an object is locked
   */
  public record Archive(
      HttpsUrl endpoint, String region, BucketName bucket, ArchiveLock lock, int days) {
    @Override
    public String toString() {
      return "bucket %s in %s, locked for %d days by %s"
          .formatted(bucket, endpoint, days, lock.text());
    }
  }

  /**
   * The log store.
   *
   * @param days for which it keeps an event
   */
  public record Store(HttpsUrl url, int days) {
    @Override
    public String toString() {
      return "%s, %d days".formatted(url, days);
    }
  }
}

package dev.slipway.config;

import dev.slipway.value.HttpsUrl;
import org.jspecify.annotations.Nullable;

/**
 * The log store of the Ops Cluster, in which audit events are searched.
 *
 * @param url URL at which the log store is read
 * @param retentionDays days for which it keeps an event, from 31 to 400. Default: 31
 */
public record AuditStoreConfig(HttpsUrl url, @Nullable Integer retentionDays) {
  /** Returns the days for which an event is kept. */
  public int retentionDaysOrDefault() {
    return retentionDays == null ? AuditArchiveConfig.DEFAULT_DAYS : retentionDays;
  }
}

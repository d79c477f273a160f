package dev.slipway.value;

import java.util.Locale;

/** The origin of the lock of an object in the audit archive. */
public enum ArchiveLock {
  /** A header of each request that writes an object. */
  HEADER,
  /** The default retention of the bucket, which stamps each object. */
  DEFAULT;

  /** Returns the text in stack files. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

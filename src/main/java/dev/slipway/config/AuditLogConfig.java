package dev.slipway.config;

import dev.slipway.value.AuditLogSize;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The size of the audit log of one API server. {@code files} × {@code fileSize} must hold what it
 * writes at {@code rate} during {@code outage}, so that nothing is lost while nothing reads it.
 *
 * @param fileSize size in MiB at which it starts another file, from 10 to 1024. Default: 100
 * @param files number of full files that it keeps, from 1 to 100. Default: 10
 * @param rate average rate in kB per second at which it writes, from 1 to 10000. One event has
 *     about 1 kB. Default: 30
 * @param outage hours for which the log may not be read without a loss, from 1 to 168. Default: 8
 */
public record AuditLogConfig(
    @Nullable Integer fileSize,
    @Nullable Integer files,
    @Nullable Integer rate,
    @Nullable Integer outage) {

  /** Talos' own values of file size and number; rate and outage fit them. */
  static final AuditLogSize DEFAULT = new AuditLogSize(100, 10, 30, 8);

  AuditLogSize size() {
    return new AuditLogSize(
        Objects.requireNonNullElse(fileSize, DEFAULT.fileSize()),
        Objects.requireNonNullElse(files, DEFAULT.files()),
        Objects.requireNonNullElse(rate, DEFAULT.rate()),
        Objects.requireNonNullElse(outage, DEFAULT.outage()));
  }
}

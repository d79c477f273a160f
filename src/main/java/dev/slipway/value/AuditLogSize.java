package dev.slipway.value;

/**
 * The size of the audit log of one API server.
 *
 * @param fileSize MiB at which it starts another file
 * @param files full files that it keeps
 * @param rate kB that it writes per second
 * @param outage hours for which the log may not be read without a loss
 */
public record AuditLogSize(int fileSize, int files, int rate, int outage) {
  private static final long MEBIBYTE = 1 << 20;
  private static final long KILOBYTE = 1000;
  private static final long SECONDS = 3600;

  /** Returns the bytes that are kept for certain: the file that is written may be empty. */
  public long capacity() {
    return files * MEBIBYTE * fileSize;
  }

  /** Returns the bytes that are written in the outage. */
  public long demand() {
    return rate * KILOBYTE * outage * SECONDS;
  }

  /** Returns the MiB of all files, with the one that is written. */
  public long onDisk() {
    return (files + 1L) * fileSize;
  }

  /** Returns the fewest files that hold what is written in the outage. */
  public long fewestFiles() {
    long file = fileSize * MEBIBYTE;
    return (demand() + file - 1) / file;
  }

  /** Returns the whole hours for which nothing is lost. */
  public long hours() {
    return capacity() / (rate * KILOBYTE * SECONDS);
  }

  /** Returns for example {@code 10 files of 100 MiB}. */
  @Override
  public String toString() {
    return "%d files of %d MiB".formatted(files, fileSize);
  }
}

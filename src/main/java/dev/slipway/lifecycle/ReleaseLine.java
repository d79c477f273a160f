package dev.slipway.lifecycle;

import dev.slipway.value.Version;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The facts of the sources about all patches of one minor version.
 *
 * @param line major and minor version, for example {@code 1.36}
 * @param endOfLife the first day without fixes
 * @param communitySupport the day on which community support ended; fixes were published after it
 * @param endSource the URL of the source of both days; empty without one
 * @param minimumPatch the first patch without the vulnerabilities in {@code fixes}
 * @param fixes what an older patch is vulnerable to; empty without {@code minimumPatch}
 * @param patchSource the URL of the source of both; empty without {@code minimumPatch}
 */
record ReleaseLine(
    Software software,
    String line,
    @Nullable LocalDate endOfLife,
    @Nullable LocalDate communitySupport,
    String endSource,
    @Nullable Version minimumPatch,
    String fixes,
    String patchSource) {

  /** Returns the line of a version. */
  static String of(Version version) {
    return version.major() + "." + version.minor();
  }

  @Override
  public String toString() {
    return software + " " + line;
  }
}

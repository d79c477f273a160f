package dev.slipway.lifecycle;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.value.Problem;
import dev.slipway.value.Version;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a fleet on one day.
 *
 * @param listDate the day of the list of releases
 * @param problems what production is refused for
 * @param warnings the same in other environments, what ends soon, and an old list
 * @param notAssessed what the list does not contain, for example {@code Cilium 1.20 end of life}
 */
public record VersionAssessment(
    LocalDate listDate, List<Problem> problems, List<Problem> warnings, List<String> notAssessed) {
  private static final int NOTICE_DAYS = 60;
  private static final int LIST_DAYS = 90;

  /** Copies the lists. */
  public VersionAssessment {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    notAssessed = List.copyOf(notAssessed);
  }

  /**
   * Assesses all stack files.
   *
   * @param before the fleet before the change, if there is one: a production file that exists in it
   *     is not refused for software of which the change raises a version
   */
  public static VersionAssessment of(Fleet fleet, @Nullable Fleet before, LocalDate today) {
    return of(fleet, before, today, ReleaseList.load());
  }

  static VersionAssessment of(
      Fleet fleet, @Nullable Fleet before, LocalDate today, ReleaseList list) {
    Assessor assessor = new Assessor(list, today, UpgradeInProgress.of(before, fleet));
    fleet.files().forEach(assessor::file);
    return new VersionAssessment(
        list.date(),
        assessor.problems,
        assessor.warnings(fleet),
        List.copyOf(assessor.notAssessed));
  }

  /** The findings while they are collected. */
  private static final class Assessor {
    private final ReleaseList list;
    private final LocalDate today;
    private final UpgradeInProgress upgrade;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final TreeSet<String> notAssessed = new TreeSet<>();

    Assessor(ReleaseList list, LocalDate today, UpgradeInProgress upgrade) {
      this.list = list;
      this.today = today;
      this.upgrade = upgrade;
    }

    void file(StackFile file) {
      for (Software software : Software.values()) {
        software.version(file.config()).ifPresent(version -> assess(file, software, version));
      }
    }

    private void assess(StackFile file, Software software, Version version) {
      Optional<ReleaseLine> line = list.line(software, version);
      String name = software + " " + ReleaseLine.of(version);
      if (line.map(ReleaseLine::endOfLife).isEmpty()) {
        notAssessed.add(name + " end of life");
      }
      if (line.map(ReleaseLine::minimumPatch).isEmpty()) {
        notAssessed.add(name + " minimum patch");
      }
      line.ifPresent(known -> assess(file, version, known));
    }

    private void assess(StackFile file, Version version, ReleaseLine line) {
      support(file, version, line);
      Version minimum = line.minimumPatch();
      if (minimum != null && version.compareTo(minimum) < 0) {
        refuse(
            file,
            line,
            "%s is vulnerable: %s; choose %s or later (source: %s)"
                .formatted(version, line.fixes(), minimum, line.patchSource()));
      }
    }

    private void support(StackFile file, Version version, ReleaseLine line) {
      LocalDate end = line.endOfLife();
      if (end != null && !today.isBefore(end)) {
        refuse(
            file,
            line,
            "%s: %s has no fixes since %s; choose a later minor version (source: %s)"
                .formatted(version, line, end, line.endSource()));
      } else if (end != null && !today.isBefore(end.minusDays(NOTICE_DAYS))) {
        warn(
            file,
            line,
            "%s: %s has no fixes from %s on, which is in %d days; choose a later minor version (source: %s)"
                .formatted(
                    version, line, end, ChronoUnit.DAYS.between(today, end), line.endSource()));
      }
      LocalDate community = line.communitySupport();
      if (community != null && !today.isBefore(community)) {
        warn(
            file,
            line,
            "%s: community support of %s ended on %s, fixes were published after it; choose a later minor version (source: %s)"
                .formatted(version, line, community, line.endSource()));
      }
    }

    private void refuse(StackFile file, ReleaseLine line, String message) {
      boolean refused =
          file.config().environment().isProduction() && !upgrade.covers(file, line.software());
      (refused ? problems : warnings).add(file.problem(line.software().key(), message));
    }

    private void warn(StackFile file, ReleaseLine line, String message) {
      warnings.add(file.problem(line.software().key(), message));
    }

    /** Adds the age of the list, which concerns all files. */
    List<Problem> warnings(Fleet fleet) {
      long age = ChronoUnit.DAYS.between(list.date(), today);
      if (age > LIST_DAYS && !fleet.files().isEmpty()) {
        warnings.add(
            new Problem(
                fleet.files().get(0).path().resolveSibling(""),
                0,
                "",
                ("versions are assessed by a list of %s, which is %d days old; use a newer release"
                        + " of Slipway, or compare lifecycle/releases.yaml with its sources")
                    .formatted(list.date(), age)));
      }
      return warnings;
    }
  }
}

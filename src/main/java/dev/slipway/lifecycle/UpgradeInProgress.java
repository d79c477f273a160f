package dev.slipway.lifecycle;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Version;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The software of which a change of the stack files raises a version. Staging is upgraded before
 * production, so the change that begins an upgrade still contains production's old version.
 *
 * @param existing the stacks before the change
 */
record UpgradeInProgress(Set<Software> raised, Set<DnsLabel> existing) {

  /** Compares two states of the stack files; without a former one nothing is in progress. */
  static UpgradeInProgress of(@Nullable Fleet before, Fleet after) {
    if (before == null) {
      return new UpgradeInProgress(Set.of(), Set.of());
    }
    Map<DnsLabel, StackFile> former = new HashMap<>();
    before.files().forEach(file -> former.put(file.stack(), file));
    Set<Software> raised = EnumSet.noneOf(Software.class);
    for (StackFile file : after.files()) {
      StackFile same = former.get(file.stack());
      for (Software software : Software.values()) {
        if (same != null && isRaised(software, same, file)) {
          raised.add(software);
        }
      }
    }
    return new UpgradeInProgress(
        raised, before.files().stream().map(StackFile::stack).collect(Collectors.toSet()));
  }

  private static boolean isRaised(Software software, StackFile before, StackFile after) {
    Optional<Version> from = software.version(before.config());
    Optional<Version> to = software.version(after.config());
    return from.isPresent() && to.isPresent() && to.get().compareTo(from.get()) > 0;
  }

  /** Whether the change upgrades this software, and the stack is not new. */
  boolean covers(StackFile file, Software software) {
    return raised.contains(software) && existing.contains(file.stack());
  }
}

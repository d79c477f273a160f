package dev.slipway.drift;

import java.util.ArrayList;
import java.util.List;

/** The findings of one comparison, in the order in which they are found. */
final class FindingCollector {
  private final List<Finding> findings = new ArrayList<>();

  void add(DriftKind kind, String where, String id, String expected, String actual, String fix) {
    findings.add(new Finding(kind, where, id, expected, actual, fix));
  }

  /** Adds a network object of the plan that does not exist; Pulumi creates it. */
  void addMissing(String where, FixCommands fixes) {
    add(DriftKind.MISSING_NETWORK_OBJECT, where, "", "exists", "does not exist", fixes.pulumi());
  }

  /** Returns a copy of what was found up to now. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }
}

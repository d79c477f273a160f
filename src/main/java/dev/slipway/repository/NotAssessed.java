package dev.slipway.repository;

import java.util.Map;

/**
 * A setting that could not be read.
 *
 * @param where the branch, environment, ruleset or file that has the setting
 */
public record NotAssessed(Requirement requirement, String where, String reason) {

  /** Replaces characters that could change a terminal's state: the texts are from the forge. */
  public NotAssessed {
    where = PlainText.line(where);
    reason = PlainText.line(reason);
  }

  /** Returns it for programs. */
  public Map<String, Object> document() {
    return Map.of(
        "id", requirement.id(),
        "where", where,
        "required", requirement.required(),
        "reason", reason,
        "controls", requirement.controls());
  }

  @Override
  public String toString() {
    return "%s: %s: %s".formatted(requirement.id(), where, reason);
  }
}

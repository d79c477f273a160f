package dev.slipway.repository;

import java.util.Map;

/**
 * A setting that is weaker than required.
 *
 * @param where the branch, environment, ruleset or file that has the setting
 * @param actual what the forge returned
 */
public record Weakening(Requirement requirement, String where, String actual) {

  /** Replaces characters that could change a terminal's state: the texts are from the forge. */
  public Weakening {
    where = PlainText.line(where);
    actual = PlainText.line(actual);
  }

  /** Returns it for programs. */
  public Map<String, Object> document() {
    return Map.of(
        "id", requirement.id(),
        "where", where,
        "required", requirement.required(),
        "actual", actual,
        "setting", requirement.setting(),
        "fix", requirement.fix(),
        "controls", requirement.controls());
  }

  @Override
  public String toString() {
    return requirement.id() + ": " + where;
  }
}

package dev.slipway.drift;

import java.util.Map;

/**
 * One difference between the cloud and the plan, or a violation that the live rules allow.
 *
 * @param where name of the object, or of the hosts of a path
 * @param id the cloud's id of the object to look at; empty if the object is missing
 * @param expected value in the plan
 * @param actual value in the cloud
 * @param fix shell command that corrects it; begins with # if an edit of the stack file does
 */
public record Finding(
    DriftKind kind, String where, String id, String expected, String actual, String fix) {

  /** Returns the finding as a JSON object. */
  public Map<String, Object> document() {
    return Map.of(
        "kind", kind.text(),
        "where", where,
        "id", id,
        "expected", expected,
        "actual", actual,
        "fix", fix);
  }
}

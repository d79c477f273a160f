package dev.slipway.repository.gitlab;

import dev.slipway.repository.Reading;
import dev.slipway.repository.rest.Answer;

/** A setting for which GitLab returns null instead of false. */
final class NullableFlag {
  private NullableFlag() {}

  /** Returns the value; a field that is absent is still not read. */
  static Reading<Boolean> of(Answer answer, String pointer) {
    return answer
        .document()
        .flatMap(one -> one.at(pointer).isNull() ? Reading.of(false) : answer.flag(pointer));
  }
}

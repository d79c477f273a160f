package dev.slipway.repository.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.rest.Answers;

/**
 * The app that may report required checks.
 *
 * @param isPublic whether it is github.com; other servers have other identifiers
 */
record CheckSource(boolean isPublic) {
  /** GitHub Actions on github.com: the response to {@code GET /apps/github-actions}. */
  private static final long GITHUB_ACTIONS = 15368;

  /** Returns the app of a server. */
  static CheckSource of(Answers api) {
    return new CheckSource(api.isPublicInstance());
  }

  /** Returns whether a check is bound to the app; without a number every app may report it. */
  boolean accepts(JsonNode id) {
    return isPublic ? id.asLong() == GITHUB_ACTIONS : id.asLong() > 0;
  }
}

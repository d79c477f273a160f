package dev.slipway.repository;

import dev.slipway.value.HttpsUrl;
import java.time.Instant;
import java.util.Map;

/**
 * The result of a comparison with the repository that it is about.
 *
 * @param url base URL of the REST API
 * @param readAt when the forge was read
 */
public record RepositoryReport(
    Forge forge,
    HttpsUrl url,
    RepositoryName repository,
    RepositorySettings settings,
    Instant readAt,
    Findings findings) {

  /** Returns it for programs. */
  public Map<String, Object> document() {
    return Map.of(
        "forge", forge.text(),
        "url", url.toString(),
        "repository", repository.text(),
        "branch", settings.branch(),
        "readAt", readAt.toString(),
        "weakenings", findings.weakenings().stream().map(Weakening::document).toList(),
        "notAssessed", findings.notAssessed().stream().map(NotAssessed::document).toList(),
        "satisfied", findings.satisfied());
  }
}

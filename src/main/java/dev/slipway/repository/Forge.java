package dev.slipway.repository;

import dev.slipway.value.HttpsUrl;
import java.util.Locale;

/** A forge with its public instance. */
public enum Forge {
  /** Source of the URL: docs.github.com, "Getting started with the REST API". */
  GITHUB("GitHub", "https://api.github.com", "GITHUB_TOKEN"),
  /** Source of the URL: docs.gitlab.com, "REST API". */
  GITLAB("GitLab", "https://gitlab.com/api/v4", "GITLAB_TOKEN");

  private final String title;
  private final String url;
  private final String tokenVariable;

  Forge(String title, String url, String tokenVariable) {
    this.title = title;
    this.url = url;
    this.tokenVariable = tokenVariable;
  }

  /** Returns the name for options and documents. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name for people. */
  public String title() {
    return title;
  }

  /** Returns the base URL of the REST API of the public instance. */
  public HttpsUrl url() {
    return HttpsUrl.parse(url);
  }

  /** Returns the environment variable with the token. */
  public String tokenVariable() {
    return tokenVariable;
  }
}

package dev.slipway.value;

import java.net.URI;

/** An absolute https URL without user, query or fragment. */
public record HttpsUrl(URI uri) {

  /** Reads a URL such as {@code https://login.example.net}. */
  public static HttpsUrl parse(String text) {
    URI uri = uri(text);
    boolean plain =
        uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null || !plain) {
      throw invalid();
    }
    return new HttpsUrl(uri);
  }

  /**
   * Whether it has a path. A registry's mirror with a path is used as it is; containerd adds {@code
   * /v2} to one without.
   */
  public boolean hasPath() {
    return !uri.getPath().isEmpty() && !uri.getPath().equals("/");
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException syntax) {
      throw invalid();
    }
  }

  private static IllegalArgumentException invalid() {
    return new IllegalArgumentException(
        "is not a valid https URL; expected the form https://login.example.net, without user or"
            + " query");
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}

package dev.slipway.value;

import java.net.URI;
import java.util.regex.Pattern;

/** An absolute https URL without user, query or fragment. */
public record HttpsUrl(URI uri) {
  /**
   * No percent encoding, and nothing that is a pattern or a variable to a reader: Argo CD reads
   * {@code *} and {@code ?} in an AppProject's sourceRepos, and {@code $} in its settings.
   */
  private static final Pattern FORM =
      Pattern.compile(
          "https://([A-Za-z0-9.-]+|\\[[0-9a-f:.]+])(:[1-9]\\d{0,4})?(/[A-Za-z0-9._~+-]*)*");

  private static final int LAST_PORT = 65_535;

  /** Reads a URL such as {@code https://login.example.net}. */
  public static HttpsUrl parse(String text) {
    URI uri = uri(text);
    boolean plain = FORM.matcher(text).matches() && uri.normalize().toString().equals(text);
    if (!plain || uri.getHost() == null || uri.getPort() > LAST_PORT) {
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

  /** Returns its port: 443 if it names none. */
  public int port() {
    return uri.getPort() < 0 ? Traffic.HTTPS.first() : uri.getPort();
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
        "is not a valid https URL; expected the form https://HOST or https://HOST/PATH, without"
            + " user, query, percent sign or pattern");
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}

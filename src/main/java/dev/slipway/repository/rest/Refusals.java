package dev.slipway.repository.rest;

import dev.slipway.repository.Forge;
import dev.slipway.repository.ForgeException;
import dev.slipway.repository.PlainText;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** Responses other than 200. */
final class Refusals {
  private static final int REDIRECT = 300;
  private static final int CLIENT_ERROR = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final Forge forge;
  private final ForgeToken token;

  Refusals(Forge forge, ForgeToken token) {
    this.forge = forge;
    this.token = token;
  }

  /**
   * Returns what the forge refused to this token.
   *
   * @throws ForgeException if the response is about more than one setting
   */
  Answer answer(String request, HttpResponse<?> response, String text) {
    String message = PlainText.line(token.removedFrom(text));
    int status = response.statusCode();
    if (status == UNAUTHORIZED) {
      throw new ForgeException(
          "%s does not accept the token of %s: status %d: %s"
              .formatted(forge.title(), forge.tokenVariable(), status, message));
    }
    if (status == TOO_MANY || isLimited(response.headers())) {
      throw new ForgeException(
          "%s: %s limits the number of requests; run the command again later: status %d: %s"
              .formatted(request, forge.title(), status, message));
    }
    if (status >= REDIRECT && status < CLIENT_ERROR) {
      throw new ForgeException(
          "%s: status %d: the repository or the API has moved; pass its present name and URL"
              .formatted(request, status));
    }
    if (status < CLIENT_ERROR || status >= SERVER_ERROR) {
      throw new ForgeException("%s: status %d: %s".formatted(request, status, message));
    }
    return Answer.refused(request, status, message);
  }

  /** Source: docs.github.com, "Rate limits for the REST API". */
  private static boolean isLimited(HttpHeaders headers) {
    return headers.firstValue("Retry-After").isPresent()
        || headers.firstValue("X-RateLimit-Remaining").filter("0"::equals).isPresent();
  }
}

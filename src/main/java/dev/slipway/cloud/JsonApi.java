package dev.slipway.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Requests to a REST API, with JSON bodies. */
final class JsonApi {
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  private static final int FIRST_SUCCESS = 200;
  private static final int LAST_SUCCESS = 299;
  private static final int MAX_QUOTE_LENGTH = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpTransport transport;

  private JsonApi(HttpTransport transport) {
    this.transport = transport;
  }

  /** A response of the API, whether the request succeeded or failed. */
  record Response(String request, HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode body() {
      try {
        return text().isBlank() ? MissingNode.getInstance() : JSON.readTree(text());
      } catch (IOException invalid) {
        throw new CloudException(request + ": the response is not valid JSON");
      }
    }

    /** Refuses redirects too: their empty body would look like a project without objects. */
    Response orThrow() {
      if (status() >= FIRST_SUCCESS && status() <= LAST_SUCCESS) {
        return this;
      }
      String quote = text().substring(0, Math.min(text().length(), MAX_QUOTE_LENGTH));
      throw new CloudException("%s: status %d: %s".formatted(request, status(), quote));
    }

    private String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }
  }

  /** Creates a client; the entry's CA certificates replace the system's. */
  static JsonApi of(CloudsYamlEntry entry) {
    return new JsonApi(
        entry
            .caCertificates()
            .map(certificates -> transport(entry, certificates))
            .orElseGet(HttpTransport::withoutRedirects));
  }

  private static HttpTransport transport(CloudsYamlEntry entry, String caCertificates) {
    try {
      return HttpTransport.trusting(caCertificates);
    } catch (IOException unusable) {
      throw new CloudException(
          "%s: clouds.%s.cacert has no usable CA certificates in PEM: %s"
              .formatted(entry.location(), entry.name(), unusable),
          unusable);
    }
  }

  /** Sends a request and returns the response; throws if the status is an error. */
  Response send(String method, String url, String token, @Nullable JsonNode body) {
    return exchange(method, url, token, body).orThrow();
  }

  /**
   * Sends a request and returns the response, whatever its status.
   *
   * @param token empty for a request without one
   */
  Response exchange(String method, String url, String token, @Nullable JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (!token.isEmpty()) {
      request.header("X-Auth-Token", token);
    }
    try {
      return new Response(method + " " + url, transport.send(request));
    } catch (IOException unreachable) {
      throw new CloudException(
          "%s %s: no response: %s".formatted(method, url, unreachable), unreachable);
    }
  }
}

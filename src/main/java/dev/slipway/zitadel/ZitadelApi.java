package dev.slipway.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.http.HttpTransport;
import dev.slipway.value.HttpsUrl;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The management API of Zitadel for the organization of a service user. */
public final class ZitadelApi {
  /** A file with CA certificates, which the providers, written in Go, also use. */
  private static final String CA_FILE = "SSL_CERT_FILE";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST_ERROR = 400;
  private static final int NOT_FOUND = 404;
  private static final int QUOTE = 300;

  private final HttpsUrl issuer;
  private final HttpTransport transport;
  private final String token;

  private ZitadelApi(HttpsUrl issuer, HttpTransport transport, String token) {
    this.issuer = issuer;
    this.transport = transport;
    this.token = token;
  }

  /** Signs in. */
  public static ZitadelApi open(
      HttpsUrl issuer, ServiceUserKey key, Map<String, String> environment) {
    HttpTransport transport = transport(environment);
    String form =
        form(
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "scope",
                "openid urn:zitadel:iam:org:project:id:zitadel:aud",
                "assertion",
                key.assertion(issuer)));
    String url = issuer + "/oauth/v2/token";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    HttpResponse<byte[]> response = send(transport, request, "POST " + url);
    if (response.statusCode() >= FIRST_ERROR) {
      throw new ZitadelException(
          "Zitadel does not accept the key of service user %s: status %d: %s"
              .formatted(key.user(), response.statusCode(), quote(response)));
    }
    return new ZitadelApi(issuer, transport, json(url, response).path("access_token").asText());
  }

  private static HttpTransport transport(Map<String, String> environment) {
    String file = environment.getOrDefault(CA_FILE, "");
    if (file.isEmpty()) {
      return HttpTransport.withoutRedirects();
    }
    try {
      return HttpTransport.trusting(Files.readString(Path.of(file)));
    } catch (IOException unusable) {
      throw new ZitadelException(
          "%s, which the environment variable %s names, has no usable CA certificates: %s"
              .formatted(file, CA_FILE, unusable),
          unusable);
    }
  }

  private static String form(Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return String.join("&", pairs);
  }

  /** Returns an object; empty if it does not exist. */
  public Optional<JsonNode> get(String path) {
    HttpResponse<byte[]> response = exchange("GET", path, Optional.empty());
    return response.statusCode() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(accepted("GET", path, response));
  }

  /** Returns all objects of a list, which Zitadel returns in pages. */
  public List<JsonNode> search(String path, Map<String, Object> query) {
    List<JsonNode> found = new ArrayList<>();
    JsonNode page;
    do {
      ObjectNode body = JSON.valueToTree(query);
      body.putObject("query").put("offset", String.valueOf(found.size())).put("limit", 100);
      page = post(path + "/_search", body);
      page.path("result").forEach(found::add);
    } while (page.path("result").size() > 0
        && found.size() < page.path("details").path("totalResult").asLong());
    return found;
  }

  /** Creates an object. */
  public JsonNode post(String path, Object body) {
    return accepted("POST", path, exchange("POST", path, Optional.of(body)));
  }

  /** Changes an object. */
  public void put(String path, Object body) {
    accepted("PUT", path, exchange("PUT", path, Optional.of(body)));
  }

  private HttpResponse<byte[]> exchange(String method, String path, Optional<Object> body) {
    String url = issuer + "/management/v1" + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.map(one -> BodyPublishers.ofString(JSON.valueToTree(one).toString()))
                    .orElseGet(BodyPublishers::noBody));
    return send(transport, request, method + " " + url);
  }

  private JsonNode accepted(String method, String path, HttpResponse<byte[]> response) {
    if (response.statusCode() >= FIRST_ERROR) {
      throw new ZitadelException(
          "%s %s/management/v1%s: status %d: %s"
              .formatted(method, issuer, path, response.statusCode(), quote(response)));
    }
    return json(path, response);
  }

  private static HttpResponse<byte[]> send(
      HttpTransport transport, HttpRequest.Builder request, String name) {
    try {
      return transport.send(request);
    } catch (IOException unreachable) {
      throw new ZitadelException(name + ": no response: " + unreachable, unreachable);
    }
  }

  private static JsonNode json(String name, HttpResponse<byte[]> response) {
    try {
      JsonNode body = JSON.readTree(response.body());
      return body == null ? MissingNode.getInstance() : body;
    } catch (IOException invalid) {
      throw new ZitadelException(name + ": the response is not valid JSON");
    }
  }

  private static String quote(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    return text.substring(0, Math.min(text.length(), QUOTE)).strip();
  }
}

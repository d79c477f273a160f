package dev.slipway.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The management API of Zitadel for the organization of a service user. */
public final class ZitadelApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int QUOTE = 300;
  private static final String PAGE = "result";

  /** Source: RFC 6750, section 2.1. Java quotes a value that no header can have in its error. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final HttpsUrl issuer;
  private final HttpTransport transport;
  private final String token;
  private final String key;

  private ZitadelApi(HttpsUrl issuer, HttpTransport transport, String token, String key) {
    this.issuer = issuer;
    this.transport = transport;
    this.token = token;
    this.key = key;
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
    if (response.statusCode() != OK) {
      throw new ZitadelException(
          "Zitadel does not accept the key of service user %s: status %d: %s"
              .formatted(key.user(), response.statusCode(), quote(response)));
    }
    String token = json("POST " + url, response).path("access_token").asText();
    if (!TOKEN.matcher(token).matches()) {
      throw new ZitadelException("POST " + url + ": the response has no valid access_token");
    }
    return new ZitadelApi(issuer, transport, token, key.path());
  }

  private static HttpTransport transport(Map<String, String> environment) {
    try {
      return HttpTransport.withoutRedirects(environment);
    } catch (IOException unusable) {
      throw new ZitadelException(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private static String form(Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return String.join("&", pairs);
  }

  /** Returns the description of the key that signed in. */
  JsonNode key() {
    return get(key, "key");
  }

  /** Returns an object; empty if it does not exist. */
  public Optional<JsonNode> get(String path) {
    HttpResponse<byte[]> response = exchange("GET", path, Optional.empty());
    return response.statusCode() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(accepted("GET", path, response));
  }

  /** Returns a field of an object that must exist. */
  JsonNode get(String path, String field) {
    return get(path)
        .map(one -> one.path(field))
        .filter(JsonNode::isObject)
        .orElseThrow(
            () ->
                new ZitadelException(
                    "GET %s/management/v1%s: the response has no %s"
                        .formatted(issuer, path, field)));
  }

  /**
   * Returns all objects of a list, which Zitadel returns in pages.
   *
   * @throws ZitadelException if Zitadel returns another number of objects than it counts: a part of
   *     a list looks like a list without the others
   */
  public List<JsonNode> search(String path, Map<String, Object> query) {
    List<JsonNode> found = new ArrayList<>();
    JsonNode page;
    long total;
    do {
      ObjectNode body = JSON.valueToTree(query);
      body.putObject("query").put("offset", String.valueOf(found.size())).put("limit", 100);
      page = post(path + "/_search", body);
      page.path(PAGE).forEach(found::add);
      total = page.path("details").path("totalResult").asLong();
    } while (!page.path(PAGE).isEmpty() && found.size() < total);
    if (found.size() != total) {
      throw new ZitadelException(
          "POST %s/management/v1%s/_search: returned %d objects and counts %d; run the command again, and give the service user the role ORG_OWNER"
              .formatted(issuer, path, found.size(), total));
    }
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
    String request = "%s %s/management/v1%s".formatted(method, issuer, path);
    if (response.statusCode() != OK) {
      throw new ZitadelException(
          "%s: status %d: %s".formatted(request, response.statusCode(), quote(response)));
    }
    return json(request, response);
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
      if (body != null && body.isObject()) {
        return body;
      }
    } catch (IOException invalid) {
      // The text can be long, or a page of a proxy.
    }
    throw new ZitadelException(
        name + ": the response is not a JSON object; is identity.issuer the URL of Zitadel?");
  }

  private static String quote(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    return text.substring(0, Math.min(text.length(), QUOTE)).strip();
  }
}

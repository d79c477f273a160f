package dev.slipway.repository.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.slipway.http.HttpTransport;
import dev.slipway.repository.Forge;
import dev.slipway.repository.ForgeException;
import dev.slipway.value.HttpsUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** The REST API of a forge. It sends only GET, follows no redirects, and reads every page. */
public final class RestApi implements Answers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PER_PAGE = "per_page=100";

  /** Source: docs.github.com, "API Versions". GitLab ignores the header. */
  private static final String GITHUB_VERSION = "2022-11-28";

  private static final int MOST_PAGES = 100;
  private static final int OK = 200;

  private final Forge forge;
  private final String base;
  private final HttpTransport transport;
  private final ForgeToken token;

  private RestApi(Forge forge, String base, HttpTransport transport, ForgeToken token) {
    this.forge = forge;
    this.base = base;
    this.transport = transport;
    this.token = token;
  }

  /** Creates a client with the token of the environment. */
  public static RestApi open(Forge forge, HttpsUrl url, Map<String, String> environment) {
    ForgeToken token = ForgeToken.read(forge, environment);
    try {
      String base = url.toString().replaceFirst("/+$", "");
      return new RestApi(forge, base, HttpTransport.withoutRedirects(environment), token);
    } catch (IOException unusable) {
      throw new ForgeException(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  @Override
  public boolean isPublicInstance() {
    return base.equals(forge.url().toString());
  }

  @Override
  public Answer get(String path) {
    String request = "GET " + base + path;
    HttpResponse<byte[]> response = send(request, base + path);
    return response.statusCode() == OK
        ? Answer.of(request, json(request, response))
        : new Refusals(forge, token).answer(request, response, message(response));
  }

  @Override
  public Answer list(String path, String field) {
    ArrayNode all = JSON.createArrayNode();
    String request = "GET " + base + path;
    String next = base + path + (path.contains("?") ? "&" : "?") + PER_PAGE;
    for (int page = 0; !next.isEmpty(); page++) {
      HttpResponse<byte[]> response = send(request, next);
      if (response.statusCode() != OK) {
        Answer refused = new Refusals(forge, token).answer(request, response, message(response));
        return page == 0 ? refused : incomplete(request, refused.reason());
      }
      JsonNode body = json(request, response);
      items(request, body, field).forEach(all::add);
      next = NextPage.url(response.headers().allValues("Link"), base);
      if (page == MOST_PAGES) {
        return incomplete(request, "more than %d pages".formatted(MOST_PAGES));
      }
      if (next.isEmpty() && body.path("total_count").asInt(all.size()) != all.size()) {
        return incomplete(request, "the forge counts another number of items than it returned");
      }
    }
    return Answer.of(request, all);
  }

  /** A part of a list looks like a list without the others. */
  private static Answer incomplete(String request, String reason) {
    throw new ForgeException("%s: the list is not complete: %s".formatted(request, reason));
  }

  private static JsonNode items(String request, JsonNode body, String field) {
    JsonNode items = field.isEmpty() ? body : body.path(field);
    if (!items.isArray()) {
      throw new ForgeException(
          "%s: the response has no list%s; this version of Slipway cannot read it"
              .formatted(request, field.isEmpty() ? "" : " " + field));
    }
    return items;
  }

  private HttpResponse<byte[]> send(String request, String url) {
    try {
      return transport.send(
          HttpRequest.newBuilder(URI.create(url))
              .header("Authorization", token.header())
              .header("Accept", "application/json")
              .header("X-GitHub-Api-Version", GITHUB_VERSION));
    } catch (IOException unreachable) {
      throw new ForgeException(request + ": no response: " + unreachable, unreachable);
    }
  }

  private static JsonNode json(String request, HttpResponse<byte[]> response) {
    try {
      JsonNode body = JSON.readTree(response.body());
      if (body != null && !body.isMissingNode()) {
        return body;
      }
    } catch (IOException invalid) {
      // The text can be long, or a page of a proxy.
    }
    throw new ForgeException(
        "%s: the response is not JSON; is the URL that of the REST API?".formatted(request));
  }

  /** Returns the text of an error; GitLab also has the fields error and error_description. */
  private static String message(HttpResponse<byte[]> response) {
    try {
      JsonNode body = JSON.readTree(response.body());
      for (String field : new String[] {"message", "error_description", "error"}) {
        JsonNode text = body == null ? JSON.nullNode() : body.path(field);
        if (text.isValueNode() && !text.isNull()) {
          return text.asText();
        }
      }
    } catch (IOException invalid) {
      // As above.
    }
    return "no message";
  }
}

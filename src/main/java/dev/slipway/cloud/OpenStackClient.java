package dev.slipway.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An open session with one project of an OpenStack cloud. */
public final class OpenStackClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http;
  private final String token;
  private final String projectId;
  private final Map<Service, String> endpoints = new EnumMap<>(Service.class);
  private final CloudsYamlEntry entry;

  private OpenStackClient(CloudsYamlEntry entry, Http http, Http.Response granted) {
    this.entry = entry;
    this.http = http;
    this.token = granted.header("X-Subject-Token");
    JsonNode body = granted.body().path("token");
    this.projectId = body.at("/project/id").asText();
    body.path("catalog").forEach(this::addEndpoint);
  }

  /** Asks Keystone for a token of the entry's project. */
  public static OpenStackClient open(CloudsYamlEntry entry) {
    Http http = Http.trusting(entry.caCertificate());
    Map<String, Object> credential =
        Map.of("id", entry.credentialId(), "secret", entry.credentialSecret());
    Map<String, Object> identity =
        Map.of("methods", List.of("application_credential"), "application_credential", credential);
    String url = entry.authUrl().replaceAll("/+$", "").replaceFirst("(/v3)?$", "/v3");
    JsonNode body = JSON.valueToTree(Map.of("auth", Map.of("identity", identity)));
    return new OpenStackClient(entry, http, http.send("POST", url + "/auth/tokens", "", body));
  }

  /**
   * All items of a collection, over all pages; {@code path} as in {@code /ports?name=api}, {@code
   * key} in the answer.
   */
  public List<JsonNode> list(Service service, String path, String key) {
    List<JsonNode> items = new ArrayList<>();
    Optional<String> page = Optional.of(path);
    while (page.isPresent()) {
      JsonNode body = get(service, page.get());
      body.path(key).forEach(items::add);
      page = next(path, body.path(key + "_links"));
    }
    return items;
  }

  /** A link may name a host that only the cloud's own proxy knows: its query is what counts. */
  private static Optional<String> next(String path, JsonNode links) {
    for (JsonNode link : links) {
      String href = link.path("href").asText();
      if (link.path("rel").asText().equals("next") && href.contains("?")) {
        return Optional.of(path.replaceFirst("\\?.*", "") + href.substring(href.indexOf('?')));
      }
    }
    return Optional.empty();
  }

  /** One document. */
  public JsonNode get(Service service, String path) {
    return http.send("GET", url(service, path), token, null).body();
  }

  /** The project that the entry's credential is of. */
  public String projectId() {
    return projectId;
  }

  /** Whether there is such an object. */
  public boolean has(Service service, String path) {
    return http.ask("GET", url(service, path), token, null).status() != Http.NOT_FOUND;
  }

  /** Changes an object. */
  public void put(Service service, String path, Map<String, String> body) {
    http.send("PUT", url(service, path), token, JSON.valueToTree(body));
  }

  /**
   * Deletes an object; one that is gone is well. False while Octavia still makes or changes what it
   * is part of, and takes no other change: ask again.
   */
  public boolean delete(Service service, String path) {
    Http.Response answer = http.ask("DELETE", url(service, path), token, null);
    if (answer.status() == Http.CONFLICT && service == Service.LOAD_BALANCER) {
      return false;
    }
    if (answer.status() != Http.NOT_FOUND) {
      answer.orThrow();
    }
    return true;
  }

  private String url(Service service, String path) {
    String base = endpoints.get(service);
    if (base == null) {
      throw new CloudException(entry + " has no service of type " + service.type());
    }
    return base + path;
  }

  private void addEndpoint(JsonNode item) {
    for (Service service : Service.values()) {
      if (item.path("type").asText().equals(service.type())) {
        item.path("endpoints").forEach(endpoint -> addEndpoint(service, endpoint));
      }
    }
  }

  private void addEndpoint(Service service, JsonNode endpoint) {
    boolean ours = entry.region().map(endpoint.path("region").asText()::equals).orElse(true);
    if (ours && endpoint.path("interface").asText().equals(entry.endpointInterface())) {
      endpoints.putIfAbsent(service, service.base(endpoint.path("url").asText()));
    }
  }
}

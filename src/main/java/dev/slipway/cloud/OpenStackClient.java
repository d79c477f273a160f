package dev.slipway.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A client of OpenStack's REST APIs with a token of one project. */
public final class OpenStackClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonApi api;
  private final String token;
  private final String projectId;
  private final String projectName;
  private final Set<String> roles = new TreeSet<>();
  private final Map<Service, String> endpoints = new EnumMap<>(Service.class);
  private final CloudsYamlEntry entry;

  private OpenStackClient(CloudsYamlEntry entry, JsonApi api, JsonApi.Response response) {
    this.entry = entry;
    this.api = api;
    this.token = response.header("X-Subject-Token");
    JsonNode body = response.body().path("token");
    this.projectId = body.at("/project/id").asText();
    this.projectName = body.at("/project/name").asText();
    body.path("roles").forEach(role -> roles.add(role.path("name").asText()));
    body.path("catalog").forEach(this::addEndpoint);
  }

  /** Requests a token of the entry's project from Keystone. */
  public static OpenStackClient open(CloudsYamlEntry entry) {
    JsonApi api = JsonApi.of(entry);
    Map<String, Object> identity =
        Map.of(
            "methods",
            List.of("application_credential"),
            "application_credential",
            entry.credential().body());
    String url = entry.authUrl().replaceAll("/+$", "").replaceFirst("(/v3)?$", "/v3");
    JsonNode body = JSON.valueToTree(Map.of("auth", Map.of("identity", identity)));
    return new OpenStackClient(entry, api, api.send("POST", url + "/auth/tokens", "", body));
  }

  /**
   * Returns all items of a collection, over all pages.
   *
   * @param path for example {@code /ports?name=api}
   * @param key the field of the response that contains the items
   */
  public List<JsonNode> list(Service service, String path, String key) {
    List<JsonNode> items = new ArrayList<>();
    Optional<String> page = Optional.of(path);
    while (page.isPresent()) {
      JsonNode body = get(service, page.get());
      if (!body.path(key).isArray()) {
        throw new CloudException(
            "GET %s: the response has no list %s".formatted(url(service, page.get()), key));
      }
      body.path(key).forEach(items::add);
      page = next(path, body.path(key + "_links"));
    }
    return items;
  }

  /** Returns the path of the next page. Only a link's query is used: its host can be internal. */
  private static Optional<String> next(String path, JsonNode links) {
    for (JsonNode link : links) {
      String href = link.path("href").asText();
      if (link.path("rel").asText().equals("next") && href.contains("?")) {
        return Optional.of(path.replaceFirst("\\?.*", "") + href.substring(href.indexOf('?')));
      }
    }
    return Optional.empty();
  }

  /** Returns one document. */
  public JsonNode get(Service service, String path) {
    return api.send("GET", url(service, path), token, null).body();
  }

  /** Returns one document; empty if the object does not exist. */
  public Optional<JsonNode> find(Service service, String path) {
    JsonApi.Response response = api.exchange("GET", url(service, path), token, null);
    return response.status() == JsonApi.NOT_FOUND
        ? Optional.empty()
        : Optional.of(response.orThrow().body());
  }

  /** Returns the id of the credential's project. */
  public String projectId() {
    return projectId;
  }

  /** Returns the name of the credential's project. */
  public String projectName() {
    return projectName;
  }

  /** Returns the names of the credential's roles. */
  public Set<String> roles() {
    return Collections.unmodifiableSet(roles);
  }

  /** Returns whether the object exists. */
  public boolean has(Service service, String path) {
    return api.exchange("GET", url(service, path), token, null).status() != JsonApi.NOT_FOUND;
  }

  /** Updates an object. */
  public void put(Service service, String path, Map<String, String> body) {
    api.send("PUT", url(service, path), token, JSON.valueToTree(body));
  }

  /** Creates an object. */
  public void post(Service service, String path, Map<String, Object> body) {
    api.send("POST", url(service, path), token, JSON.valueToTree(body));
  }

  /**
   * Deletes an object. Returns true if the object is deleted or did not exist, and false while
   * Octavia changes the load balancer that the object belongs to; the caller has to try again.
   */
  public boolean delete(Service service, String path) {
    JsonApi.Response response = api.exchange("DELETE", url(service, path), token, null);
    if (response.status() == JsonApi.CONFLICT && service == Service.LOAD_BALANCER) {
      return false;
    }
    if (response.status() != JsonApi.NOT_FOUND) {
      response.orThrow();
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
      if (service.hasType(item.path("type").asText())) {
        item.path("endpoints").forEach(endpoint -> addEndpoint(service, endpoint));
      }
    }
  }

  private void addEndpoint(Service service, JsonNode endpoint) {
    boolean inRegion = entry.region().map(endpoint.path("region").asText()::equals).orElse(true);
    if (inRegion && endpoint.path("interface").asText().equals(entry.endpointInterface())) {
      endpoints.putIfAbsent(service, service.base(endpoint.path("url").asText()));
    }
  }
}

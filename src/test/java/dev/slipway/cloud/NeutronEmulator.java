package dev.slipway.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keystone and Neutron of one project, which creates routers and floating IPs at addresses of its
 * own choice. It can break off the connection after a number of changes, as if the client's process
 * ended there.
 */
public final class NeutronEmulator implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXTERNAL = "0c4d6f8a-1111-4222-8333-944455566677";

  private final HttpServer server;
  private final String projectId;
  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
  private final List<String> changes = new ArrayList<>();
  private int created;
  private int changesLeft = Integer.MAX_VALUE;

  /** Starts the server. */
  public NeutronEmulator(String projectId) throws IOException {
    this.projectId = projectId;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Breaks off the connection of the change after this many others, which is still applied. */
  public void breakOffAfter(int number) {
    changesLeft = number;
  }

  /** Never breaks off a connection again. */
  public void repair() {
    changesLeft = Integer.MAX_VALUE;
  }

  /** Returns the requests that changed something. */
  public synchronized List<String> changes() {
    return List.copyOf(changes);
  }

  /** Adds an object and returns its id. */
  public synchronized String add(String collection, String name, String description) {
    ObjectNode body = JSON.createObjectNode().put("name", name).put("description", description);
    return create(collection, body).path("id").asText();
  }

  /** Returns the fields of an object, which a test can change. */
  public synchronized ObjectNode object(String id) {
    return objects.values().stream()
        .filter(one -> one.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Connects a port to a router. */
  public synchronized void addPort(String deviceId, String owner) {
    ObjectNode port = create("ports", JSON.createObjectNode());
    port.put("device_id", deviceId).put("device_owner", owner);
  }

  /** Returns the ids of a collection's objects. */
  public synchronized List<String> ids(String collection) {
    return objects.keySet().stream()
        .filter(path -> path.startsWith(collection + "/"))
        .map(path -> path.substring(path.indexOf('/') + 1))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath().replace("/v2.0/", "");
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    if (path.equals("/v3/auth/tokens")) {
      send(exchange, 201, token());
    } else if (method.equals("GET")) {
      send(exchange, 200, list(path, String.valueOf(exchange.getRequestURI().getQuery())));
    } else {
      changes.add(method + " " + path.replaceFirst("/.*", ""));
      int status = method.equals("DELETE") ? delete(path) : 201;
      String text = method.equals("POST") ? create(path, body.elements().next()).toString() : "";
      if (changesLeft-- <= 0) {
        exchange.close();
      } else {
        send(exchange, status, text);
      }
    }
  }

  private int delete(String path) {
    return objects.remove(path) == null ? 404 : 204;
  }

  private ObjectNode create(String collection, JsonNode body) {
    String id = "00000000-0000-4000-8000-%012d".formatted(++created);
    String address = "198.51.100." + (50 + created);
    ObjectNode object = body.deepCopy();
    object.put("id", id).put("project_id", projectId);
    if (collection.equals("routers")) {
      object
          .putObject("external_gateway_info")
          .put("network_id", EXTERNAL)
          .putArray("external_fixed_ips")
          .addObject()
          .put("ip_address", address);
    } else {
      object.put("floating_ip_address", address).put("floating_network_id", EXTERNAL);
      object.putNull("port_id");
    }
    objects.put(collection + "/" + id, object);
    return object;
  }

  private String list(String collection, String query) {
    if (collection.equals("networks")) {
      return "{\"networks\": [{\"id\": \"%s\", \"name\": \"public\"}]}".formatted(EXTERNAL);
    }
    String device = query.startsWith("device_id=") ? query.substring(10) : "";
    return objects.entrySet().stream()
        .filter(one -> one.getKey().startsWith(collection + "/"))
        .map(Map.Entry::getValue)
        .filter(one -> device.isEmpty() || one.path("device_id").asText().equals(device))
        .map(JsonNode::toString)
        .collect(Collectors.joining(",", "{\"%s\": [".formatted(collection), "]}"));
  }

  private String token() {
    return """
    {"token": {"project": {"id": "%s", "name": "team-staging"}, "roles": [{"name": "member"}],
      "catalog": [{"type": "network",
        "endpoints": [{"interface": "public", "region": "one", "url": "%s"}]}]}}
    """
        .formatted(projectId, url());
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("X-Subject-Token", "token");
    exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
    if (status != 204) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}

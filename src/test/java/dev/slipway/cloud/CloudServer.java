package dev.slipway.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An HTTP server with the APIs of a cloud. It returns the responses of a test, otherwise 404. */
public final class CloudServer implements AutoCloseable {
  private static final String TOKEN_REQUEST = "POST /v3/auth/tokens";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicBoolean conflict = new AtomicBoolean();
  private final HttpServer server;
  private final String url;
  private final String catalog;

  /** Starts a server whose Keystone catalog has the services of these types. */
  public CloudServer(String... services) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    url = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/", this::answer);
    server.start();
    catalog = Arrays.stream(services).map(this::service).collect(Collectors.joining(","));
    answerProject("project", "name");
  }

  /** Sets the project that every credential belongs to. */
  public void answerProject(String id, String name) {
    answer(TOKEN_REQUEST, token(id, name));
  }

  /** Sets the project of one credential, by the credential's id or name. */
  public void answerProject(String credential, String id, String name) {
    tokens.put(credential, token(id, name));
  }

  /** Sets the project of one credential, and its only role there. */
  public void answerRole(String credential, String id, String role) {
    tokens.put(credential, token(id, "name", role));
  }

  private String token(String id, String name) {
    return token(id, name, "member");
  }

  private String token(String id, String name, String role) {
    return ("{\"token\": {\"project\": {\"id\": \"%s\", \"name\": \"%s\"},"
            + " \"roles\": [{\"name\": \"%s\"}], \"catalog\": [%s]}}")
        .formatted(id, name, role, catalog);
  }

  /** Returns clouds.yaml with one entry for this server. */
  public String cloudsYaml(String entry) {
    return """
    clouds:
      %s:
        auth:
          auth_url: %s
          application_credential_id: "1"
          application_credential_secret: hidden
    """
        .formatted(entry, url);
  }

  /** Sets the response to a request, for example {@code GET /v2.0/ports}. */
  public void answer(String request, String body) {
    answers.put(request, body);
  }

  /** Sets the status of a request that has a response. */
  public void answerStatus(String request, int status) {
    statuses.put(request, status);
  }

  /** Makes the next DELETE fail with 409, as Octavia does during a change. */
  public void conflictOnce() {
    conflict.set(true);
  }

  /** Removes the response to a request, which then fails with 404. */
  public void remove(String request) {
    answers.remove(request);
  }

  public List<String> requests() {
    return requests;
  }

  public String lastRequest() {
    return requests.get(requests.size() - 1);
  }

  public String url() {
    return url;
  }

  public CloudsYamlEntry entry() {
    return new CloudsYamlEntry(
        "c",
        "clouds.yaml:1",
        url,
        new ApplicationCredential(new ApplicationCredential.CredentialId("id"), "hidden"),
        Optional.of("one"),
        "public",
        Optional.empty());
  }

  public OpenStackClient open() {
    return OpenStackClient.open(entry());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private @Nullable String token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return tokens.entrySet().stream()
        .filter(one -> body.contains("\"" + one.getKey() + "\""))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(answers.get(TOKEN_REQUEST));
  }

  private String service(String type) {
    String endpoint = "{\"interface\": \"%s\", \"region\": \"one\", \"url\": \"%s\"}";
    return "{\"type\": \"%s\", \"endpoints\": [%s, %s]}"
        .formatted(
            type,
            endpoint.formatted("internal", "http://127.0.0.1:1"),
            endpoint.formatted("public", url + "/"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    requests.add(request);
    String body = request.equals(TOKEN_REQUEST) ? token(exchange) : answers.get(request);
    byte[] bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("X-Subject-Token", "token");
    boolean busy = request.startsWith("DELETE") && conflict.getAndSet(false);
    int usual = statuses.getOrDefault(request, 200);
    exchange.sendResponseHeaders(busy ? 409 : body == null ? 404 : usual, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

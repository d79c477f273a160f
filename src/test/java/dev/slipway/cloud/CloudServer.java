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

/** A cloud's APIs over HTTP, which answer what a test says. Anything else is not found. */
public final class CloudServer implements AutoCloseable {
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicBoolean conflict = new AtomicBoolean();
  private final HttpServer server;
  private final String url;

  /** {@code services}: their types in Keystone's catalog. */
  public CloudServer(String... services) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    url = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/", this::answer);
    server.start();
    String catalog = Arrays.stream(services).map(this::service).collect(Collectors.joining(","));
    answer(
        "POST /v3/auth/tokens",
        "{\"token\": {\"project\": {\"id\": \"project\"}, \"catalog\": [" + catalog + "]}}");
  }

  /** What is answered from now on; {@code request} as in {@code GET /v2.0/ports}. */
  public void answer(String request, String body) {
    answers.put(request, body);
  }

  /** The next DELETE is answered with 409, as by a cloud that is still busy. */
  public void conflictOnce() {
    conflict.set(true);
  }

  /** From now on it is not found. */
  public void forget(String request) {
    answers.remove(request);
  }

  public List<String> asked() {
    return asked;
  }

  public String lastAsked() {
    return asked.get(asked.size() - 1);
  }

  public String url() {
    return url;
  }

  public CloudsYamlEntry entry() {
    return new CloudsYamlEntry(
        "c", url, "id", "hidden", Optional.of("one"), "public", Optional.empty());
  }

  public OpenStackClient open() {
    return OpenStackClient.open(entry());
  }

  @Override
  public void close() {
    server.stop(0);
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
    asked.add(request);
    String body = answers.get(request);
    byte[] bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("X-Subject-Token", "token");
    boolean busy = request.startsWith("DELETE") && conflict.getAndSet(false);
    exchange.sendResponseHeaders(busy ? 409 : body == null ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

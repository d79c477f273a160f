package dev.slipway.zitadel;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.testing.TlsServer;
import dev.slipway.value.HttpsUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of Zitadel's API with the responses of a test, otherwise 404. */
final class ZitadelServer implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final TlsServer server;
  private final Path folder;

  /** Starts it with a certificate of its own. */
  ZitadelServer(Path folder) throws Exception {
    this.folder = folder;
    server = new TlsServer(folder, this::answer);
    answer("POST /oauth/v2/token", 200, "{\"access_token\": \"token\"}");
    Files.writeString(key(), keyFile());
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------"));
  }

  private static String keyFile() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
    return "{\"userId\": \"12\", \"keyId\": \"34\", \"key\": \"-----BEGIN PRIVATE KEY-----%s\"}"
        .formatted(Base64.getEncoder().encodeToString(encoded));
  }

  private Path key() {
    return folder.resolve("key.json");
  }

  /** Sets the next response to a request; the last one is repeated. */
  ZitadelServer answer(String request, int status, String body) {
    answers.computeIfAbsent(request, first -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  /** Replaces the responses to a request. */
  ZitadelServer answerOnly(String request, int status, String body) {
    answers.remove(request);
    return answer(request, status, body);
  }

  /** Signs in. */
  ZitadelApi open() {
    return ZitadelApi.open(HttpsUrl.parse(url()), ServiceUserKey.read(variables()), variables());
  }

  String url() {
    return server.url();
  }

  /** Returns the variables of a command that uses the server. */
  Map<String, String> variables() {
    return Map.of(
        ZitadelPlan.KEY_VARIABLE, key().toString(), "SSL_CERT_FILE", server.authority().toString());
  }

  /** Returns the requests that change something. */
  List<String> changes() {
    return requests.stream()
        .filter(one -> !one.startsWith("GET") && !one.endsWith("_search") && !one.contains("oauth"))
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().replaceFirst("^/management/v1", "");
    String request = exchange.getRequestMethod() + " " + path;
    requests.add(request);
    exchange.getRequestBody().readAllBytes();
    Deque<Answer> next = answers.getOrDefault(request, new ArrayDeque<>());
    Answer one = next.size() > 1 ? next.poll() : next.peek();
    Answer given = one == null ? new Answer(404, "{}") : one;
    byte[] body = given.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Location", "https://127.0.0.1:1/login");
    exchange.sendResponseHeaders(given.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.close();
  }
}

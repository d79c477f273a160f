package dev.slipway.zitadel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.value.HttpsUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server of Zitadel's API with the responses of a test, otherwise 404. */
final class ZitadelServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private record Answer(int status, String body) {}

  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpsServer server;
  private final Path folder;

  /** Starts it with a certificate of its own. */
  ZitadelServer(Path folder) throws Exception {
    this.folder = folder;
    Path store = folder.resolve("store.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=a",
        "-ext",
        "san=ip:127.0.0.1",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "a",
        "-file",
        authority().toString(),
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext("/", this::answer);
    server.start();
    answer("POST /oauth/v2/token", 200, "{\"access_token\": \"token\"}");
    Files.writeString(key(), keyFile());
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------"));
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream text = Files.newInputStream(store)) {
      keys.load(text, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static String keyFile() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
    return "{\"userId\": \"12\", \"keyId\": \"34\", \"key\": \"-----BEGIN PRIVATE KEY-----%s\"}"
        .formatted(Base64.getEncoder().encodeToString(encoded));
  }

  private Path authority() {
    return folder.resolve("ca.pem");
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
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the variables of a command that uses the server. */
  Map<String, String> variables() {
    return Map.of(
        ZitadelPlan.KEY_VARIABLE, key().toString(), "SSL_CERT_FILE", authority().toString());
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
    server.stop(0);
  }
}

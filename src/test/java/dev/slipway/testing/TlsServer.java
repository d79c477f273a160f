package dev.slipway.testing;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An HTTPS server on a free port of this computer, with a certificate of its own. */
public final class TlsServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final HttpsServer server;
  private final Path authority;

  /** Starts it; {@code folder} gets its certificate. */
  public TlsServer(Path folder, HttpHandler handler)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve("store.p12");
    authority = folder.resolve("ca.pem");
    keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=a", "-ext", "san=ip:127.0.0.1");
    keytool(store, "-exportcert", "-rfc", "-file", authority.toString());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext("/", handler);
    server.start();
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "a", "-keystore", store.toString(), "-storepass", PASSWORD));
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

  /** Returns the URL without a path. */
  public String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the file of the certificate. */
  public Path authority() {
    return authority;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

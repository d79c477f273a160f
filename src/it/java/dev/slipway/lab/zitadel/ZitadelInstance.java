package dev.slipway.lab.zitadel;

import dev.slipway.value.HttpsUrl;
import dev.slipway.zitadel.ServiceUserKey;
import dev.slipway.zitadel.ZitadelApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The emulator of Zitadel on the loopback interface, with two organizations. */
final class ZitadelInstance implements AutoCloseable {
  private static final int ATTEMPTS = 200;
  private static final int PAUSE = 100;

  private final Path folder;
  private final int port;
  private final Process process;

  /** Starts it. */
  ZitadelInstance(Path program, Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.port = freePort();
    Files.createDirectories(folder.resolve("state"));
    certificate();
    this.process =
        new ProcessBuilder(
                program.toString(),
                "-addr=127.0.0.1:" + port,
                "-issuer=" + issuer(),
                "-cert=" + folder.resolve("localhost.crt"),
                "-key=" + folder.resolve("localhost.key"),
                "-state=" + folder.resolve("state"),
                "-organizations=staging,other")
            .inheritIO()
            .start();
    awaitStart();
  }

  String issuer() {
    return "https://localhost:" + port;
  }

  /** Returns the variables of a process that uses the key of an organization. */
  Map<String, String> variables(String organization) {
    return Map.of(
        "SLIPWAY_ZITADEL_KEY", folder.resolve("state/" + organization + ".json").toString(),
        "SSL_CERT_FILE", folder.resolve("localhost.crt").toString());
  }

  /** Returns the API, as a person with a browser uses it. */
  ZitadelApi api(String organization) {
    Map<String, String> variables = variables(organization);
    return ZitadelApi.open(
        HttpsUrl.parse(issuer()), ServiceUserKey.read(new TreeMap<>(variables)), variables);
  }

  private void certificate() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            folder.resolve("localhost.key").toString(),
            "-out",
            folder.resolve("localhost.crt").toString());
    if (new ProcessBuilder(command).start().waitFor() != 0) {
      throw new IOException("openssl req failed");
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        Thread.sleep(PAUSE);
      }
    }
    throw new IOException("the emulator of Zitadel does not start");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

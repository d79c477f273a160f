package dev.slipway.build;

import com.pulumi.deployment.internal.GrpcMonitor;
import dev.slipway.http.HttpTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;

/**
 * The classes of the two clients that every update uses: gRPC to Pulumi's engine, HTTPS to
 * OpenStack. Each client calls a server of this process that answers nothing useful, so both calls
 * fail; the classes are loaded by then.
 */
final class NetworkClasses {
  /** An empty HTTP/2 frame of type SETTINGS, with which a server begins. */
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

  /** Both clients have sent at least so many bytes when their request is complete. */
  private static final int REQUEST = 128;

  private NetworkClasses() {}

  /** Loads the classes. */
  static void load() {
    try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread answers = new Thread(() -> answer(server));
      answers.setDaemon(true);
      answers.start();
      callEngine("127.0.0.1:" + server.getLocalPort());
      callOpenStack(URI.create("https://127.0.0.1:" + server.getLocalPort()));
    } catch (IOException | ReflectiveOperationException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void answer(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept();
          OutputStream out = client.getOutputStream()) {
        out.write(SETTINGS);
        out.flush();
        client.getInputStream().readNBytes(REQUEST);
      } catch (IOException closed) {
        // The client closes its connection; load() closes the server at its end.
      }
    }
  }

  /** The request's class extends one of protobuf, which the build does not compile against. */
  private static void callEngine(String address) throws ReflectiveOperationException {
    Class<?> request = Class.forName("pulumirpc.Resource$SupportsFeatureRequest");
    Object empty = request.getMethod("getDefaultInstance").invoke(null);
    Object answer =
        GrpcMonitor.class
            .getMethod("supportsFeatureAsync", request)
            .invoke(new GrpcMonitor(address), empty);
    ((CompletableFuture<?>) answer).exceptionally(refused -> null).join();
  }

  private static void callOpenStack(URI address) {
    try {
      HttpTransport.followingRedirects().send(HttpRequest.newBuilder(address));
    } catch (IOException expected) {
      // The server does not use TLS.
    }
  }
}

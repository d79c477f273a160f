package dev.slipway.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Requests and answers in JSON. */
final class Http {
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  private static final int FIRST_FAULT = 400;
  private static final int LONGEST_QUOTE = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;

  private Http(HttpClient client) {
    this.client = client;
  }

  /** An answer of any status. */
  record Response(String request, HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode body() {
      try {
        return response.body().isBlank()
            ? MissingNode.getInstance()
            : JSON.readTree(response.body());
      } catch (IOException noJson) {
        throw new CloudException(request + " was answered with something other than JSON");
      }
    }

    Response orThrow() {
      if (status() < FIRST_FAULT) {
        return this;
      }
      String said = response.body();
      String quote = said.substring(0, Math.min(said.length(), LONGEST_QUOTE));
      throw new CloudException(request + " was answered with status " + status() + ": " + quote);
    }
  }

  /** {@code authority}: CA certificates in PEM instead of the system's. */
  static Http trusting(Optional<Path> authority) {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    authority.ifPresent(file -> builder.sslContext(context(file)));
    return new Http(builder.build());
  }

  /** An answer that is no error. */
  Response send(String method, String url, String token, @Nullable JsonNode body) {
    return ask(method, url, token, body).orThrow();
  }

  /** Any answer. {@code token} is empty before there is one. */
  Response ask(String method, String url, String token, @Nullable JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (!token.isEmpty()) {
      request.header("X-Auth-Token", token);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Response(method + " " + url, response);
    } catch (IOException unreachable) {
      throw new CloudException(method + " " + url + " got no answer: " + unreachable, unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CloudException(method + " " + url + " was interrupted", stopped);
    }
  }

  private static SSLContext context(Path authority) {
    try (InputStream file = Files.newInputStream(authority)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        store.setCertificateEntry("authority-" + count++, one);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException unusable) {
      throw new CloudException(
          authority + " holds no CA certificates in PEM: " + unusable, unusable);
    }
  }
}

package dev.slipway.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An HTTP client with a timeout. */
public final class HttpTransport {
  /** A file with CA certificates, which programs written in Go also use. */
  private static final String CA_FILE = "SSL_CERT_FILE";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client;

  private HttpTransport(HttpClient client) {
    this.client = client;
  }

  /** Creates a client that trusts the system's CAs. It follows redirects, but not to http. */
  public static HttpTransport followingRedirects() {
    return new HttpTransport(builder().followRedirects(Redirect.NORMAL).build());
  }

  /** Creates a client that trusts the system's CAs and follows no redirects. */
  public static HttpTransport withoutRedirects() {
    return new HttpTransport(builder().build());
  }

  /**
   * Creates a client that follows no redirects and trusts the CAs of the file that the variable
   * {@code SSL_CERT_FILE} names, or the system's CAs without it.
   *
   * @throws IOException if the file has no usable certificates; the message is for people
   */
  public static HttpTransport withoutRedirects(Map<String, String> environment) throws IOException {
    String file = environment.getOrDefault(CA_FILE, "");
    if (file.isEmpty()) {
      return withoutRedirects();
    }
    try {
      return trusting(Files.readString(Path.of(file)));
    } catch (IOException unusable) {
      throw new IOException(
          "%s, which the environment variable %s names, has no usable CA certificates: %s"
              .formatted(file, CA_FILE, unusable),
          unusable);
    }
  }

  /**
   * Creates a client that follows no redirects and trusts only these CAs.
   *
   * @param caCertificates certificates in PEM
   * @throws IOException if the text has no usable certificates
   */
  public static HttpTransport trusting(String caCertificates) throws IOException {
    try {
      return new HttpTransport(builder().sslContext(sslContext(caCertificates)).build());
    } catch (GeneralSecurityException unusable) {
      throw new IOException(unusable.toString(), unusable);
    }
  }

  /**
   * Sends a request and returns the response, whatever its status.
   *
   * @throws IOException if there is no response
   */
  public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(interrupted);
    }
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder().connectTimeout(TIMEOUT);
  }

  private static SSLContext sslContext(String caCertificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    InputStream text = new ByteArrayInputStream(caCertificates.getBytes(StandardCharsets.US_ASCII));
    int count = 0;
    for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(text)) {
      store.setCertificateEntry("ca-" + count++, one);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}

package dev.slipway.audit.sink;

import com.github.davidmoten.aws.lw.client.HttpClient;
import com.github.davidmoten.aws.lw.client.ResponseInputStream;
import dev.slipway.http.HttpTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The HTTP client of {@link S3Bucket}, with the CAs and the timeout of {@link HttpTransport}. */
final class S3Transport implements HttpClient {
  /** Signed headers that the JDK's client sets itself, to the same values. */
  private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

  private final HttpTransport http;

  S3Transport(HttpTransport http) {
    this.http = http;
  }

  @Override
  public ResponseInputStream request(
      URL url,
      String method,
      Map<String, String> headers,
      byte @Nullable [] body,
      int connectTimeout,
      int readTimeout)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url.toString()))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.entrySet().stream()
        .filter(header -> !OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .forEach(header -> request.header(header.getKey(), header.getValue()));
    HttpResponse<byte[]> response = http.send(request);
    return response(response.statusCode(), response.body());
  }

  /** Returns a response; without a length, which HTTP/2 can leave out, its content is not read. */
  static ResponseInputStream response(int status, byte[] body) {
    InputStream content = new ByteArrayInputStream(body);
    Map<String, List<String>> headers =
        Map.of("Content-Length", List.of(String.valueOf(body.length)));
    return new ResponseInputStream(content, status, headers, content);
  }
}

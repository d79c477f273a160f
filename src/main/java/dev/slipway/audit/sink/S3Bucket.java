package dev.slipway.audit.sink;

import com.github.davidmoten.aws.lw.client.Client;
import com.github.davidmoten.aws.lw.client.HttpClient;
import com.github.davidmoten.aws.lw.client.Request;
import com.github.davidmoten.aws.lw.client.Response;
import com.github.davidmoten.aws.lw.client.xml.XmlElement;
import dev.slipway.plan.model.AuditSinks;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Requests that read a bucket, by the interface of S3 with the bucket's name in the path. */
final class S3Bucket {
  private static final int OK = 200;

  private final Client client;
  private final String url;

  S3Bucket(HttpClient http, AuditSinks.Archive sink, String accessKey, String secretKey) {
    this.url = "%s/%s".formatted(sink.endpoint().uri(), sink.bucket().text());
    this.client =
        Client.s3()
            .region(sink.region())
            .accessKey(accessKey)
            .secretKey(secretKey)
            .httpClient(http)
            .build();
  }

  /** Reads each page of a list, of what has a prefix. */
  void list(S3List list, String prefix, Consumer<XmlElement> pages) {
    Map<String, String> position = Map.of();
    do {
      Request request = client.url(url).query("prefix", prefix);
      for (Map<String, String> parameters : List.of(list.parameters(), position)) {
        parameters.forEach(request::query);
      }
      XmlElement page = xml(request);
      pages.accept(page);
      position = list.after(page);
    } while (!position.isEmpty());
  }

  /**
   * Returns a setting of the bucket.
   *
   * @param name the query parameter of it, such as {@code versioning}
   */
  XmlElement setting(String name) {
    return xml(client.url(url).query(name, ""));
  }

  /** Returns the lock of a version of an object. */
  XmlElement lock(String key, String version) {
    return xml(object(key, version).query("retention", ""));
  }

  /** Returns the content of a version of an object. */
  Response content(String key, String version) {
    return send(object(key, version));
  }

  private Request object(String key, String version) {
    return client.url(url + "/" + key).query("versionId", version);
  }

  private static XmlElement xml(Request request) {
    return XmlElement.parse(send(request).contentUtf8());
  }

  private static Response send(Request request) {
    Response response = request.response();
    if (response.statusCode() != OK) {
      throw new S3Refusal(response);
    }
    return response;
  }
}

package dev.slipway.audit.sink;

import com.github.davidmoten.aws.lw.client.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request that a store refused. */
final class S3Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The code and the message of an error, in any order. */
  private static final Pattern CODE = Pattern.compile("<Code>(?<text>[^<]*)</Code>");

  private static final Pattern MESSAGE = Pattern.compile("<Message>(?<text>[^<]*)</Message>");

  /** The HTTP status. */
  final int status;

  /** The name of the error, such as {@code NoSuchBucket}; empty if the store sent none. */
  final String code;

  S3Refusal(Response response) {
    super(message(response));
    this.status = response.statusCode();
    this.code = first(CODE, response.contentUtf8());
  }

  private static String message(Response response) {
    String content = response.contentUtf8();
    return "HTTP %d %s %s"
        .formatted(response.statusCode(), first(CODE, content), first(MESSAGE, content))
        .strip();
  }

  private static String first(Pattern pattern, String content) {
    Matcher matcher = pattern.matcher(content);
    return matcher.find() ? matcher.group("text") : "";
  }
}

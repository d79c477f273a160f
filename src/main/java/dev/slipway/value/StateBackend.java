package dev.slipway.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a Pulumi state backend, as {@code PULUMI_BACKEND_URL} has it.
 *
 * @param text for example {@code s3://staging-state?region=eu-north-1}
 */
public record StateBackend(String text) {
  private static final String PARAMETER = "[A-Za-z0-9_]+=[A-Za-z0-9._:/-]*";

  /** The location, which a user or password cannot be part of, and the driver's parameters. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?<location>(?:(?:s3|gs|azblob|https)://(?<name>[A-Za-z0-9.-]+(?::\\d{1,5})?)|file://~?)(?:/[A-Za-z0-9._-]+)*)/?"
              + "(?:\\?%s(?:&%s)*)?".formatted(PARAMETER, PARAMETER));

  private static final Pattern WITHOUT_TLS =
      Pattern.compile("(?i)(disable_?(ssl|https)=(true|1|t)\\b|endpoint=http:)");

  /** Reads a URL of one of the backends that Pulumi supports. */
  public static StateBackend parse(String text) {
    if (!FORM.matcher(text).matches() || text.contains("/../")) {
      throw new IllegalArgumentException(
          "is not a valid state backend; expected a URL such as"
              + " s3://staging-state?region=eu-north-1, with gs, azblob, https or file also"
              + " allowed, without a user or a password");
    }
    if (WITHOUT_TLS.matcher(text).find()) {
      throw new IllegalArgumentException(
          "would send the state without TLS; remove the parameter that disables it");
    }
    return new StateBackend(text);
  }

  /**
   * Returns the bucket, container, host or folder: the unit that a credential has access to. Two
   * folders in one bucket are the same unit.
   */
  public String unit() {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException(text);
    }
    return parts.group("name") == null
        ? parts.group("location")
        : text.substring(0, text.indexOf("//") + 2) + parts.group("name");
  }

  /** Whether a URL that Pulumi uses names this backend; a trailing slash makes no difference. */
  public boolean isSameAs(String url) {
    return withoutSlash(url).equals(withoutSlash(text));
  }

  private static String withoutSlash(String url) {
    return url.replaceFirst("/(\\?|$)", "$1");
  }

  @Override
  public String toString() {
    return text;
  }
}

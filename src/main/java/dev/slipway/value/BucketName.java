package dev.slipway.value;

import java.util.regex.Pattern;

/** The name of a bucket of an object store. */
public record BucketName(String text) {
  /** Amazon S3 User Guide, "Bucket naming rules", without dots: TLS names end at a dot. */
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

  /** Reads a name such as {@code audit-staging}. */
  public static BucketName parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not a valid bucket name; expected 3 to 63 lower-case letters, digits and hyphens,"
              + " such as audit-staging");
    }
    return new BucketName(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

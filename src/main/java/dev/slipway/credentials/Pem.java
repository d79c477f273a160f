package dev.slipway.credentials;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text encoding of certificates and keys (RFC 7468). */
final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  static String write(String label, byte[] content) {
    String text =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, text);
  }

  /**
   * Returns the content of the only block in the text.
   *
   * @throws IllegalArgumentException without the text, which can be secret
   */
  static byte[] content(String text) {
    String[] parts = text.strip().split("-----", -1);
    // "", "BEGIN LABEL", content, "END LABEL", ""
    if (parts.length != 5 || !parts[1].startsWith("BEGIN ")) {
      throw new IllegalArgumentException("not a valid PEM block");
    }
    return Base64.getMimeDecoder().decode(parts[2]);
  }

  /** Returns the type of the only block in the text, for example {@code EC PRIVATE KEY}. */
  static String label(String text) {
    return text.strip().split("-----", -1)[1].replaceFirst("^BEGIN ", "");
  }
}

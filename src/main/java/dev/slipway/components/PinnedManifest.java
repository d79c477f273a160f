package dev.slipway.components;

import com.pulumi.exceptions.RunException;
import dev.slipway.http.HttpTransport;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A third-party manifest that is used only if its digest is the one in the stack file.
 *
 * @param key the digest's key in the stack file
 * @param fix the end of the message if the manifest is not available
 */
record PinnedManifest(String key, Sha256 expected, String fix) {
  private static final int OK = 200;

  /**
   * Returns the manifest's text after verifying its digest.
   *
   * @param source an https URL, or a file's path
   * @throws RunException if the manifest is not available or has another digest
   */
  String fetchVerified(String source) {
    byte[] bytes = bytes(source);
    Sha256 actual = Sha256.of(bytes);
    if (!actual.equals(expected)) {
      throw new RunException(
          "%s has the SHA-256 digest %s, but %s allows only %s; correct the version or the digest in the stack file"
              .formatted(source, actual, key, expected));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private byte[] bytes(String source) {
    try {
      return source.startsWith("https://")
          ? download(URI.create(source))
          : Files.readAllBytes(Path.of(source));
    } catch (IOException unavailable) {
      throw new RunException(
          "the manifest of %s is not available at %s (%s); %s"
              .formatted(key, source, unavailable, fix),
          unavailable);
    }
  }

  private static byte[] download(URI source) throws IOException {
    HttpResponse<byte[]> response =
        HttpTransport.followingRedirects().send(HttpRequest.newBuilder(source));
    if (response.statusCode() != OK) {
      throw new IOException("HTTP status " + response.statusCode());
    }
    return response.body();
  }
}

package dev.slipway.components;

import com.pulumi.exceptions.RunException;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A manifest of others. It is used only if its digest is the one that the stack file names.
 *
 * @param key of the digest in the stack file
 * @param fix what to do where it cannot be had
 */
record PinnedManifest(String key, Sha256 expected, String fix) {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /**
   * The checked text.
   *
   * @param source an https URL, or a file's path
   * @throws RunException if it cannot be had or has another digest
   */
  String fetchVerified(String source) {
    byte[] bytes = bytes(source);
    Sha256 actual = Sha256.of(bytes);
    if (!actual.equals(expected)) {
      throw new RunException(
          source
              + " has the SHA-256 digest "
              + actual
              + ", but "
              + key
              + " allows only "
              + expected
              + "; correct the version or the digest in the stack file");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private byte[] bytes(String source) {
    try {
      return source.startsWith("https://")
          ? download(URI.create(source))
          : Files.readAllBytes(Path.of(source));
    } catch (IOException absent) {
      throw unavailable(source, absent);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unavailable(source, stopped);
    }
  }

  private static byte[] download(URI source) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    HttpRequest request = HttpRequest.newBuilder(source).timeout(TIMEOUT).build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP status " + response.statusCode());
    }
    return response.body();
  }

  private RunException unavailable(String source, Exception cause) {
    return new RunException(
        "the manifest of " + key + " cannot be had from " + source + " (" + cause + "); " + fix,
        cause);
  }
}

package dev.slipway.components.gitops;

import dev.slipway.plan.gitops.ArgoCdPlan;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * ArgoCD's {@code install.yaml} of the pinned release. It is used only if its digest is the one
 * that the stack file names.
 */
public final class ReleaseManifest {
  private static final String RELEASE =
      "https://raw.githubusercontent.com/argoproj/argo-cd/v%s/manifests/install.yaml";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private ReleaseManifest() {}

  /** Where the release itself keeps it. */
  public static String source(ArgoCdPlan plan) {
    return RELEASE.formatted(plan.version());
  }

  /**
   * The checked text.
   *
   * @param source an https URL, or a file's path on a machine without the Internet
   * @throws IllegalArgumentException if it cannot be had or has another digest
   */
  public static String fetch(String source, Sha256 expected) {
    byte[] bytes = bytes(source);
    Sha256 actual = Sha256.of(bytes);
    if (!actual.equals(expected)) {
      throw new IllegalArgumentException(
          source
              + " has the SHA-256 digest "
              + actual
              + ", but gitops.argocd.sha256 allows only "
              + expected
              + "; correct the version or the digest in the stack file");
    }
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String source) {
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
    HttpRequest request = HttpRequest.newBuilder(source).timeout(PATIENCE).build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP status " + response.statusCode());
    }
    return response.body();
  }

  private static IllegalArgumentException unavailable(String source, Exception cause) {
    return new IllegalArgumentException(
        "ArgoCD's manifest cannot be had from "
            + source
            + " ("
            + cause
            + "); give a local file:"
            + " pulumi config set slipway:argocdManifest FILE",
        cause);
  }
}

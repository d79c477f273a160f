package dev.slipway.credentials;

import dev.slipway.document.Json;
import dev.slipway.value.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The access of a kubeconfig that {@link Kubeconfig#withToken} wrote and another stack exported.
 * Kubernetes' clients run commands that a kubeconfig names and read its files, so a kubeconfig with
 * any other field is refused.
 *
 * @param authorityPem exactly one certificate
 * @param token secret
 */
public record TokenAccess(String server, String authorityPem, String token) {
  private static final Set<String> FIELDS =
      Set.of("apiVersion", "kind", "clusters", "users", "contexts", "current-context");

  /** Source: RFC 6750, section 2.1. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  /**
   * Reads a kubeconfig.
   *
   * @throws IllegalArgumentException without any value of it
   */
  public static TokenAccess read(String kubeconfig) {
    Map<?, ?> root = json(kubeconfig);
    requireFields(root, "", FIELDS);
    Map<?, ?> cluster = only(root, "clusters", "cluster");
    requireFields(cluster, "clusters[0].cluster.", Set.of("server", "certificate-authority-data"));
    Map<?, ?> user = only(root, "users", "user");
    requireFields(user, "users[0].user.", Set.of("token"));
    String token = text(user, "users[0].user.", "token");
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException("users[0].user.token is not a valid bearer token");
    }
    String authority = decode(text(cluster, "clusters[0].cluster.", "certificate-authority-data"));
    fingerprint(authority);
    return new TokenAccess(text(cluster, "clusters[0].cluster.", "server"), authority, token);
  }

  /** Returns the SHA-256 fingerprint of the authority's certificate. */
  public Sha256 fingerprint() {
    return fingerprint(authorityPem);
  }

  /** Returns a kubeconfig with this token and authority, for a server of the plan. */
  public String kubeconfig(String cluster, String plannedServer) {
    return new Kubeconfig(cluster, plannedServer, authorityPem).withToken(token);
  }

  /** Returns the server, never the token. */
  @Override
  public String toString() {
    return "token for " + server;
  }

  private static Map<?, ?> json(String text) {
    try {
      return Json.read(text, Map.class);
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException("is not JSON"); // the cause can quote the token
    }
  }

  private static Map<?, ?> only(Map<?, ?> root, String list, String field) {
    if (root.get(list) instanceof List<?> all
        && all.size() == 1
        && all.get(0) instanceof Map<?, ?> entry) {
      requireFields(entry, list + "[0].", Set.of("name", field));
      return entry.get(field) instanceof Map<?, ?> value ? value : Map.of();
    }
    throw new IllegalArgumentException(list + " has not exactly one entry");
  }

  private static void requireFields(Map<?, ?> object, String path, Set<String> allowed) {
    object.keySet().stream()
        .map(String::valueOf)
        .filter(key -> !allowed.contains(key))
        .min(Comparator.naturalOrder())
        .ifPresent(
            key -> {
              throw new IllegalArgumentException(
                  "has %s, which is not allowed".formatted(path + key));
            });
  }

  private static String text(Map<?, ?> object, String path, String field) {
    if (object.get(field) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(path + field + " is missing");
  }

  private static Sha256 fingerprint(String pem) {
    try {
      byte[] content = Pem.content(pem);
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return Sha256.of(factory.generateCertificate(new ByteArrayInputStream(content)).getEncoded());
    } catch (CertificateException | IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "clusters[0].cluster.certificate-authority-data is not one certificate");
    }
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "clusters[0].cluster.certificate-authority-data is not base64");
    }
  }
}

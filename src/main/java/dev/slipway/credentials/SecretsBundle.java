package dev.slipway.credentials;

import dev.slipway.document.Yaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The secrets bundle of a cluster, as {@code talosctl gen secrets} writes it. */
public final class SecretsBundle {
  /** The organization whose members may do everything in a Kubernetes cluster. */
  private static final String KUBERNETES_ADMINS = "system:masters";

  private final CertificateAuthority kubernetes;
  private final CertificateAuthority talos;

  private SecretsBundle(CertificateAuthority kubernetes, CertificateAuthority talos) {
    this.kubernetes = kubernetes;
    this.talos = talos;
  }

  /**
   * Reads a bundle.
   *
   * @throws IllegalArgumentException without the text, which is secret
   */
  public static SecretsBundle read(String yaml) {
    Map<?, ?> certificates = mapping(document(yaml), "certs");
    return new SecretsBundle(
        authority(mapping(certificates, "k8s")), authority(mapping(certificates, "os")));
  }

  /**
   * Returns the certificate of the Kubernetes API's authority in a bundle; it is public.
   *
   * @throws IllegalArgumentException without the text, which is secret
   */
  public static String kubernetesAuthorityPem(String yaml) {
    return pem(mapping(mapping(document(yaml), "certs"), "k8s"), "crt");
  }

  private static Map<?, ?> document(String yaml) {
    List<Map<String, Object>> documents;
    try {
      documents = Yaml.documents(yaml);
    } catch (IllegalStateException invalid) {
      // The cause quotes the text.
      throw invalid("it is not YAML");
    }
    if (documents.size() != 1) {
      throw invalid("it has %d documents".formatted(documents.size()));
    }
    return documents.get(0);
  }

  private static Map<?, ?> mapping(Map<?, ?> parent, String key) {
    if (parent.get(key) instanceof Map<?, ?> found) {
      return found;
    }
    throw invalid("it has no mapping " + key);
  }

  private static CertificateAuthority authority(Map<?, ?> fields) {
    return CertificateAuthority.of(pem(fields, "crt"), pem(fields, "key"));
  }

  private static String pem(Map<?, ?> fields, String key) {
    if (fields.get(key) instanceof String text) {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
    throw invalid("a certificate authority has no field " + key);
  }

  private static IllegalArgumentException invalid(String problem) {
    return new IllegalArgumentException("not a valid secrets bundle of Talos: " + problem);
  }

  /** Returns the certificate of the Kubernetes API's authority; it is public. */
  public String kubernetesAuthorityPem() {
    return kubernetes.certificatePem();
  }

  /** Returns the certificate of the Talos API's authority; it is public. */
  public String talosAuthorityPem() {
    return talos.certificatePem();
  }

  /**
   * Issues an administrator's certificate for the Kubernetes API.
   *
   * @param user the name in audit logs
   */
  public ClientCertificate kubernetesAdmin(String user, Instant now, Duration lifetime) {
    return ClientCertificate.issue(
        kubernetes, "CN=%s,O=%s".formatted(user, KUBERNETES_ADMINS), now, lifetime);
  }

  /** Issues a certificate for the Talos API. */
  public ClientCertificate forTalos(TalosRole role, Instant now, Duration lifetime) {
    return ClientCertificate.issue(talos, "O=" + role, now, lifetime);
  }

  /** Returns a text without secrets. */
  @Override
  public String toString() {
    return "SecretsBundle[]";
  }
}

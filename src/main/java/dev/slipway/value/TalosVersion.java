package dev.slipway.value;

import java.util.List;

/**
 * What a Talos version can take. Source: {@code compatibility}, {@code config/contract.go} and
 * {@code constants} of Talos' machinery.
 *
 * @param version between {@link #OLDEST} and {@link #NEWEST} minor
 */
public record TalosVersion(Version version) {
  private static final int OLDEST = 10;
  private static final int NEWEST = 14;

  /** Before it, a node's name stands in the one document without a kind. */
  private static final int FIRST_HOSTNAME_DOCUMENT = 12;

  /** Before it, all of Kubernetes stands in the one document without a kind. */
  private static final int FIRST_KUBERNETES_DOCUMENTS = 14;

  /** Before it, etcd tells its health and its metrics on the clients' port. */
  private static final int FIRST_ETCD_HEALTH_PORT = 14;

  /** Talos 1.n runs Kubernetes 1.(n+18) to 1.(n+23). */
  private static final int FIRST_KUBERNETES = 18;

  private static final int LAST_KUBERNETES = 23;

  /** Reads a version such as {@code 1.12.0}. */
  public static TalosVersion parse(String text) {
    Version version = Version.parse(text);
    if (version.major() != 1 || version.minor() < OLDEST || version.minor() > NEWEST) {
      throw new IllegalArgumentException(
          "is not supported; expected Talos 1." + OLDEST + " to 1." + NEWEST);
    }
    return new TalosVersion(version);
  }

  /** The version contract as talosctl takes it, for example {@code v1.12}. */
  public String versionContract() {
    return "v" + version.major() + "." + version.minor();
  }

  /** Whether a node's name is a document of its own. */
  public boolean hasHostnameDocument() {
    return version.minor() >= FIRST_HOSTNAME_DOCUMENT;
  }

  /** Whether what concerns Kubernetes, names to ask and time are documents of their own. */
  public boolean hasKubernetesDocuments() {
    return version.minor() >= FIRST_KUBERNETES_DOCUMENTS;
  }

  /** What control planes open to each other for etcd. */
  public List<Traffic> etcdTraffic() {
    return version.minor() >= FIRST_ETCD_HEALTH_PORT
        ? List.of(Traffic.ETCD, Traffic.ETCD_HEALTH)
        : List.of(Traffic.ETCD);
  }

  /** Whether this Talos runs that Kubernetes. */
  public boolean supports(Version kubernetes) {
    int distance = kubernetes.minor() - version.minor();
    return kubernetes.major() == 1 && distance >= FIRST_KUBERNETES && distance <= LAST_KUBERNETES;
  }

  /** The Kubernetes versions that it runs, for messages. */
  public String supportedKubernetes() {
    int minor = version.minor();
    return "1." + (minor + FIRST_KUBERNETES) + " to 1." + (minor + LAST_KUBERNETES);
  }

  @Override
  public String toString() {
    return version.toString();
  }
}

package dev.slipway.value;

import java.util.List;

/**
 * A supported Talos version and what depends on it. Source: {@code compatibility}, {@code
 * config/contract.go} and {@code constants} of Talos' machinery.
 *
 * @param version from 1.{@value #OLDEST} to 1.{@value #NEWEST}
 */
public record TalosVersion(Version version) {
  private static final int OLDEST = 11; // 1.10 runs Kubernetes 1.33 at most
  private static final int NEWEST = 14;

  /** The first version with a document of kind HostnameConfig. */
  private static final int FIRST_HOSTNAME_DOCUMENT = 12;

  /** The first version with documents for the settings of Kubernetes. */
  private static final int FIRST_KUBERNETES_DOCUMENTS = 14;

  /** The first version in which etcd serves health and metrics on a port of their own. */
  private static final int FIRST_ETCD_HEALTH_PORT = 14;

  /** Talos 1.n runs Kubernetes 1.(n+18) to 1.(n+23). */
  private static final int FIRST_KUBERNETES = 18;

  private static final int LAST_KUBERNETES = 23;

  /**
   * The first Kubernetes version that works with our configuration: it has the structured
   * authentication of {@code apiserver.config.k8s.io/v1}.
   */
  public static final Version OLDEST_KUBERNETES = new Version(1, 34, 0);

  /** Reads a version such as {@code 1.13.9}. */
  public static TalosVersion parse(String text) {
    Version version = Version.parse(text);
    if (version.major() != 1 || version.minor() < OLDEST || version.minor() > NEWEST) {
      throw new IllegalArgumentException(
          "is not supported; expected Talos 1." + OLDEST + " to 1." + NEWEST);
    }
    return new TalosVersion(version);
  }

  /** Returns the version contract of talosctl, for example {@code v1.12}. */
  public String versionContract() {
    return "v" + version.major() + "." + version.minor();
  }

  /** Whether the hostname has a document of its own. */
  public boolean hasHostnameDocument() {
    return version.minor() >= FIRST_HOSTNAME_DOCUMENT;
  }

  /** Whether Kubernetes, name servers and time servers have documents of their own. */
  public boolean hasKubernetesDocuments() {
    return version.minor() >= FIRST_KUBERNETES_DOCUMENTS;
  }

  /** Returns the traffic between etcd members. */
  public List<Traffic> etcdTraffic() {
    return version.minor() >= FIRST_ETCD_HEALTH_PORT
        ? List.of(Traffic.ETCD, Traffic.ETCD_HEALTH)
        : List.of(Traffic.ETCD);
  }

  /** Whether this version supports a Kubernetes version. */
  public boolean supports(Version kubernetes) {
    int minor = kubernetes.minor();
    return kubernetes.major() == 1
        && minor >= firstKubernetes()
        && minor <= version.minor() + LAST_KUBERNETES;
  }

  /** Returns the supported Kubernetes versions, as text for messages. */
  public String supportedKubernetes() {
    int first = firstKubernetes();
    int last = version.minor() + LAST_KUBERNETES;
    return first == last ? "1." + first : "1." + first + " to 1." + last;
  }

  private int firstKubernetes() {
    return Math.max(version.minor() + FIRST_KUBERNETES, OLDEST_KUBERNETES.minor());
  }

  @Override
  public String toString() {
    return version.toString();
  }
}

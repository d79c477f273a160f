package dev.slipway.config;

import dev.slipway.value.HttpsUrl;
import dev.slipway.value.TlsServer;
import dev.slipway.value.Traffic;
import java.util.List;

/**
 * Rejects URLs at ports of a cluster's own servers. A rule that allows such a port to the whole
 * Internet also covers the servers of the other environments.
 */
final class UrlPortRules {
  /** Every port at which servers of a cluster accept TCP. */
  private static final List<Traffic> CLUSTER_PORTS =
      List.of(
          Traffic.KUBERNETES_API,
          Traffic.ETCD,
          Traffic.ETCD_HEALTH,
          Traffic.KUBELET,
          Traffic.TALOS_API,
          Traffic.TRUSTD,
          Traffic.CILIUM_HEALTH,
          Traffic.CONFIGURATION_1,
          Traffic.CONFIGURATION_2,
          Traffic.CONFIGURATION_CHANNEL,
          Traffic.AUDIT_STORE);

  private final StackFile file;
  private final ProblemCollector problems;

  UrlPortRules(StackFile file, ProblemCollector problems) {
    this.file = file;
    this.problems = problems;
  }

  void validate() {
    StackConfig config = file.config();
    if (!config.network().httpsPrefixesOrDefault().isEmpty()) {
      return;
    }
    port("identity.issuer", config.identity().issuer());
    if (config.registryMirrors() != null) {
      config.registryMirrors().forEach((host, url) -> port("registryMirrors." + host, url));
    }
    DiskEncryptionConfig disks = config.diskEncryption();
    if (disks != null && disks.endpoint() != null) {
      port("diskEncryption.endpoint", disks.endpoint());
    }
    AuditConfig audit = config.audit();
    if (audit != null && audit.archive() != null) {
      port("audit.archive.endpoint", audit.archive().endpoint());
    }
    if (audit != null && audit.siem() != null) {
      TlsServer siem = audit.siem().server();
      port("audit.siem.server", siem.toString(), Traffic.syslog(siem));
    }
    if (config.gitops() != null) {
      port("gitops.repository", config.gitops().repository());
    }
  }

  private void port(String key, HttpsUrl url) {
    port(key, url.toString(), Traffic.https(url));
  }

  private void port(String key, String value, Traffic traffic) {
    CLUSTER_PORTS.stream()
        .filter(cluster -> cluster.covers(traffic))
        .findFirst()
        .ifPresent(
            cluster ->
                problems.add(
                    file,
                    key,
                    "\"%s\" has the port of %s: security groups would allow it to the whole Internet, other environments included; use another port, or list the servers in network.httpsPrefixes"
                        .formatted(value, cluster)));
  }
}

package dev.slipway.config;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.GitRevision;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Argo CD of an environment, and what it deploys.
 *
 * @param repository URL of the Git repository that contains {@code gitops/}
 * @param revision branch, tag or commit that Argo CD deploys; production's differs from that of the
 *     other environments
 * @param clusterCidrs prefixes of the API addresses of the environment's clusters, also of clusters
 *     to come; Argo CD may connect only to these
 * @param namespaces namespaces of the Management Clusters in which Argo CD may write. Each stack
 *     creates them with the Pod Security label restricted, and deletes none. Default: {@value
 *     #DEFAULT_NAMESPACE}
 * @param argocd release of Argo CD
 */
public record GitOpsConfig(
    HttpsUrl repository,
    GitRevision revision,
    List<IpPrefix> clusterCidrs,
    @Nullable List<DnsLabel> namespaces,
    PinnedRelease argocd) {
  static final String DEFAULT_NAMESPACE = "site";

  /** Copies the lists; {@link ReadOnly} has the reason. */
  public GitOpsConfig {
    clusterCidrs = ReadOnly.list(clusterCidrs);
    namespaces = ReadOnly.list(namespaces);
  }

  /** Returns the namespaces in which Argo CD may write. */
  public List<DnsLabel> namespacesOrDefault() {
    return Objects.requireNonNullElse(namespaces, List.of(DnsLabel.parse(DEFAULT_NAMESPACE)));
  }
}

package dev.slipway.plan.security;

import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.Traffic;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ports at which servers of a role use HTTPS in the Internet: 443 and those of URLs. */
final class HttpsPorts {
  private HttpsPorts() {}

  static SortedSet<Traffic> of(ClusterPlan cluster, ServerRole role) {
    return Stream.concat(Stream.of(Traffic.HTTPS), urls(cluster, role).map(Traffic::https))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Control-plane nodes send the audit events of their API servers. */
  private static Stream<HttpsUrl> archive(ClusterPlan cluster) {
    return cluster.auditSinks().stream().map(sinks -> sinks.archive().endpoint());
  }

  private static Stream<HttpsUrl> urls(ClusterPlan cluster, ServerRole role) {
    Stream<HttpsUrl> mirrors = cluster.registryMirrors().values().stream();
    return switch (role) {
      case CONTROL_PLANE ->
          Stream.of(mirrors, Stream.of(cluster.identity().issuer()), archive(cluster))
              .flatMap(urls -> urls);
      // Argo CD runs on workers.
      case WORKER -> Stream.concat(mirrors, cluster.argocd().map(ArgoCdPlan::repository).stream());
      case LOAD_BALANCER -> Stream.of();
    };
  }
}

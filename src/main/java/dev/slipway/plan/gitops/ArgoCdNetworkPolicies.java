package dev.slipway.plan.gitops;

import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Map;

/**
 * Network policies of Argo CD's namespace: no pod has a connection that is not listed here or, as
 * ingress, in the release. Only the application controller connects to Management Clusters;
 * docs/adr/0035.
 */
public final class ArgoCdNetworkPolicies {
  private static final String CONTROLLER = "argocd-application-controller";
  private static final String APPLICATION_SETS = "argocd-applicationset-controller";
  private static final String REPOSITORY_SERVER = "argocd-repo-server";
  private static final String REDIS = "argocd-redis";

  /** Ports of the release's containers. */
  private static final int REPOSITORY_SERVER_PORT = 8081;

  private static final int REDIS_PORT = 6379;

  private ArgoCdNetworkPolicies() {}

  /**
   * Returns the policies, in an order in which no pod loses a connection while they are applied.
   *
   * @param managed the Management Clusters of the environment
   */
  public static List<Map<String, Object>> all(ClusterPlan ops, List<ClusterPlan> managed) {
    ArgoCdPlan argocd = ops.argocd().orElseThrow();
    return List.of(
        apiServer(),
        egress("dns", List.of(CONTROLLER, APPLICATION_SETS, REPOSITORY_SERVER), dns()),
        egress(
            "repository-server",
            List.of(CONTROLLER, APPLICATION_SETS),
            toPods(REPOSITORY_SERVER, REPOSITORY_SERVER_PORT)),
        egress("redis", List.of(CONTROLLER, REPOSITORY_SERVER), toPods(REDIS, REDIS_PORT)),
        egress("git", List.of(REPOSITORY_SERVER), git(argocd, ops.network().httpsPrefixes())),
        egress("management-apis", List.of(CONTROLLER), apis(managed)),
        NetworkPolicies.defaultDeny());
  }

  private static Map<String, Object> egress(
      String name, List<String> from, List<Map<String, Object>> rules) {
    return NetworkPolicies.policy(
        NetworkPolicies.PREFIX + name,
        Map.of("podSelector", pods(from), "policyTypes", List.of("Egress"), "egress", rules));
  }

  private static List<Map<String, Object>> dns() {
    Map<String, Object> resolver =
        Map.of(
            "namespaceSelector",
            Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", "kube-system")),
            "podSelector",
            Map.of("matchLabels", Map.of("k8s-app", "kube-dns")));
    return List.of(
        Map.of(
            "to",
            List.of(resolver),
            "ports",
            List.of(NetworkPolicies.port(Traffic.DNS_UDP), NetworkPolicies.port(Traffic.DNS_TCP))));
  }

  private static List<Map<String, Object>> toPods(String name, int port) {
    return List.of(
        Map.of(
            "to",
            List.of(Map.of("podSelector", pods(List.of(name)))),
            "ports",
            List.of(Map.of("port", port, "protocol", "TCP"))));
  }

  /**
   * Returns the rules for the Git server. A policy has no host names, and pods are IPv4. Cilium
   * matches no node or pod with a CIDR.
   */
  private static List<Map<String, Object>> git(ArgoCdPlan argocd, List<IpPrefix> https) {
    return (https.isEmpty() ? List.of(IpPrefix.ALL_IPV4) : https)
        .stream()
            .filter(prefix -> prefix.version() == 4)
            .map(prefix -> NetworkPolicies.toPrefix(prefix, Traffic.https(argocd.repository())))
            .toList();
  }

  private static List<Map<String, Object>> apis(List<ClusterPlan> managed) {
    return managed.stream()
        .map(cluster -> cluster.endpoint().externalAddress().toPrefix())
        .map(address -> NetworkPolicies.toPrefix(address, Traffic.KUBERNETES_API))
        .toList();
  }

  /**
   * Returns the policy for the Ops Cluster's own API server, whose addresses are those of nodes: a
   * NetworkPolicy cannot name them to Cilium. Redis' init container writes its password.
   */
  private static Map<String, Object> apiServer() {
    String port = String.valueOf(Traffic.KUBERNETES_API.first());
    Map<String, Object> rule =
        Map.of(
            "toEntities",
            List.of("kube-apiserver"),
            "toPorts",
            List.of(Map.of("ports", List.of(Map.of("port", port, "protocol", "TCP")))));
    return ArgoCdObject.of(
        "cilium.io/v2",
        "CiliumNetworkPolicy",
        NetworkPolicies.PREFIX + "api-server",
        Map.of(
            "endpointSelector",
            pods(List.of(CONTROLLER, APPLICATION_SETS, REDIS)),
            "egress",
            List.of(rule)));
  }

  private static Map<String, Object> pods(List<String> names) {
    return Map.of(
        "matchExpressions",
        List.of(Map.of("key", "app.kubernetes.io/name", "operator", "In", "values", names)));
  }
}

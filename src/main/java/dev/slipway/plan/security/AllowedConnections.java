package dev.slipway.plan.security;

import static dev.slipway.plan.model.ServerRole.CONTROL_PLANE;
import static dev.slipway.plan.model.ServerRole.LOAD_BALANCER;
import static dev.slipway.plan.model.ServerRole.WORKER;
import static dev.slipway.value.Traffic.CILIUM_HEALTH;
import static dev.slipway.value.Traffic.CILIUM_VXLAN;
import static dev.slipway.value.Traffic.DNS_TCP;
import static dev.slipway.value.Traffic.DNS_UDP;
import static dev.slipway.value.Traffic.HTTPS;
import static dev.slipway.value.Traffic.KUBELET;
import static dev.slipway.value.Traffic.KUBERNETES_API;
import static dev.slipway.value.Traffic.NTP;
import static dev.slipway.value.Traffic.PING;
import static dev.slipway.value.Traffic.TALOS_API;
import static dev.slipway.value.Traffic.TRUSTD;
import static dev.slipway.value.Traffic.VRRP;

import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.EndpointPlan.HaproxyPair;
import dev.slipway.plan.model.EndpointPlan.OvnLoadBalancer;
import dev.slipway.plan.model.NetworkPlan;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.Peer.External;
import dev.slipway.plan.model.Peer.Kind;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.StackKind;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All traffic that the fleet needs, as sentences. What no sentence allows is closed, in both
 * directions. Nothing else makes security group rules.
 */
public final class AllowedConnections {
  private final List<Connection> connections = new ArrayList<>();

  private AllowedConnections() {}

  /** The sentences of a whole fleet. */
  public static List<Connection> of(List<ClusterPlan> fleet) {
    AllowedConnections allowed = new AllowedConnections();
    fleet.forEach(allowed::insideCluster);
    fleet.forEach(allowed::adminAccess);
    fleet.forEach(allowed::internetEgress);
    fleet.forEach(allowed::dns);
    fleet.forEach(ops -> allowed.gitops(ops, fleet));
    return List.copyOf(allowed.connections);
  }

  private void insideCluster(ClusterPlan cluster) {
    Peer controlPlane = new Peer.Group(cluster, CONTROL_PLANE);
    Peer worker = new Peer.Group(cluster, WORKER);
    Peer endpoint = endpoint(cluster);
    if (cluster.endpoint() instanceof OvnLoadBalancer) {
      throughOvn(cluster, controlPlane);
    } else {
      throughHaproxy(cluster, controlPlane);
    }
    for (Traffic etcd : cluster.talos().etcdTraffic()) {
      allow(controlPlane, controlPlane, etcd, "etcd's members and the API servers agree");
    }
    for (Peer node : List.of(controlPlane, worker)) {
      allow(node, endpoint, KUBERNETES_API, "the cluster endpoint is how a node joins");
      allow(node, controlPlane, KUBERNETES_API, "pods reach the API servers by a Service");
      allow(node, controlPlane, TRUSTD, "a node asks for its Talos certificate");
      allow(controlPlane, node, TALOS_API, "apid passes requests on to the named node");
      allow(controlPlane, node, KUBELET, "the API server asks for logs, exec and metrics");
    }
    podNetwork(List.of(controlPlane, worker));
  }

  /** Not Hubble's port, which is off; not NodePorts: nothing outside the cluster uses Services. */
  private void podNetwork(List<Peer> nodes) {
    for (Peer from : nodes) {
      for (Peer to : nodes) {
        allow(from, to, CILIUM_VXLAN, "the pod network");
        allow(from, to, CILIUM_HEALTH, "Cilium asks each node whether its pods can be reached");
        allow(from, to, PING, "Cilium asks each node whether it can be reached");
      }
    }
  }

  /**
   * What nodes send to. OVN looks at a client's rules before it chooses a server, and again after.
   */
  private static Peer endpoint(ClusterPlan cluster) {
    return cluster.endpoint() instanceof OvnLoadBalancer
        ? loadBalancer(cluster)
        : new Peer.Group(cluster, LOAD_BALANCER);
  }

  private static Peer loadBalancer(ClusterPlan cluster) {
    return new External(Kind.LOAD_BALANCER, cluster.endpoint().address().toPrefix());
  }

  /** HAProxy of ours or an amphora's: API servers see it, never its clients. */
  private void throughHaproxy(ClusterPlan cluster, Peer controlPlane) {
    Peer loadBalancer = new Peer.Group(cluster, LOAD_BALANCER);
    allow(loadBalancer, controlPlane, KUBERNETES_API, "HAProxy passes the API on");
    allow(loadBalancer, controlPlane, TALOS_API, "HAProxy passes the jump host on");
    if (cluster.endpoint() instanceof HaproxyPair) {
      allow(loadBalancer, loadBalancer, VRRP, "one of the pair has the endpoint's address");
    }
  }

  /**
   * OVN's load balancer: API servers see the clients. Its own looks pass the group unasked; the
   * nodes' firewall, made of the same rules, has to know them.
   */
  private void throughOvn(ClusterPlan cluster, Peer controlPlane) {
    allow(
        loadBalancer(cluster),
        controlPlane,
        KUBERNETES_API,
        "a server's own call to the endpoint may come back");
    cluster
        .network()
        .allocationPool()
        .map(prefix -> new External(Kind.LOAD_BALANCER_MONITOR, prefix))
        .ifPresent(
            monitor -> {
              allow(monitor, controlPlane, KUBERNETES_API, "OVN looks whether the API answers");
              allow(monitor, controlPlane, TALOS_API, "OVN looks whether Talos answers");
            });
  }

  private void adminAccess(ClusterPlan cluster) {
    Peer entrance = new Peer.Group(cluster, cluster.endpoint().ingressRole());
    for (Peer jumpHost : listed(Kind.JUMP_HOST, cluster.adminPrefixes(), "access.adminPrefixes")) {
      allow(jumpHost, entrance, KUBERNETES_API, "people and pulumi work from the jump host");
      allow(jumpHost, entrance, TALOS_API, "talosctl works from the jump host");
    }
  }

  private void internetEgress(ClusterPlan cluster) {
    for (ServerRole role : roles(cluster)) {
      Peer server = new Peer.Group(cluster, role);
      for (int version : cluster.network().ipVersions()) {
        Peer internet = new External(Kind.INTERNET, IpPrefix.all(version));
        allow(server, internet, HTTPS, "images, packages and the identity provider's keys");
        allow(server, internet, NTP, "certificates need the right time");
      }
    }
  }

  private static List<ServerRole> roles(ClusterPlan cluster) {
    return Arrays.stream(ServerRole.values()).filter(cluster::hasServers).toList();
  }

  private void dns(ClusterPlan cluster) {
    for (ServerRole role : roles(cluster)) {
      for (Peer resolver : resolvers(cluster.network())) {
        Peer server = new Peer.Group(cluster, role);
        allow(server, resolver, DNS_UDP, "names");
        allow(server, resolver, DNS_TCP, "names, where an answer is long");
      }
    }
  }

  private static List<External> resolvers(NetworkPlan network) {
    List<IpPrefix> named = network.dnsServers().stream().map(IpAddress::toPrefix).toList();
    return named.isEmpty()
        ? network.ipVersions().stream()
            .map(version -> new External(Kind.INTERNET, IpPrefix.all(version)))
            .toList()
        : listed(Kind.DNS_RESOLVER, named, "network.dnsServers");
  }

  private void gitops(ClusterPlan ops, List<ClusterPlan> fleet) {
    if (ops.kind() != StackKind.OPS_CLUSTER) {
      return;
    }
    Peer argocd = new Peer.Group(ops, WORKER);
    ops.argocd().stream()
        .map(ArgoCdPlan::clusterCidrs)
        .flatMap(cidrs -> listed(Kind.MANAGED_CLUSTERS, cidrs, "gitops.clusterCidrs").stream())
        .forEach(apis -> allow(argocd, apis, KUBERNETES_API, "present clusters and coming ones"));
    fleet.stream()
        .filter(cluster -> cluster.kind() == StackKind.MANAGEMENT_CLUSTER)
        .filter(cluster -> cluster.environment() == ops.environment())
        .map(cluster -> new Peer.Group(cluster, cluster.endpoint().ingressRole()))
        .forEach(api -> allow(argocd, api, KUBERNETES_API, "ArgoCD sets up Management Clusters"));
  }

  private static List<External> listed(Kind kind, List<IpPrefix> prefixes, String configKey) {
    return IntStream.range(0, prefixes.size())
        .mapToObj(i -> new External(kind, prefixes.get(i), configKey + "[" + i + "]"))
        .toList();
  }

  private void allow(Peer from, Peer to, Traffic traffic, String because) {
    connections.add(new Connection(from, to, traffic, because));
  }
}

package dev.slipway.plan.security;

import static dev.slipway.plan.model.ServerRole.CONTROL_PLANE;
import static dev.slipway.plan.model.ServerRole.LOAD_BALANCER;
import static dev.slipway.plan.model.ServerRole.WORKER;
import static dev.slipway.value.Traffic.AUDIT_STORE;
import static dev.slipway.value.Traffic.CILIUM_HEALTH;
import static dev.slipway.value.Traffic.CILIUM_VXLAN;
import static dev.slipway.value.Traffic.CILIUM_WIREGUARD;
import static dev.slipway.value.Traffic.CONFIGURATION_1;
import static dev.slipway.value.Traffic.CONFIGURATION_2;
import static dev.slipway.value.Traffic.CONFIGURATION_CHANNEL;
import static dev.slipway.value.Traffic.DNS_TCP;
import static dev.slipway.value.Traffic.DNS_UDP;
import static dev.slipway.value.Traffic.KUBELET;
import static dev.slipway.value.Traffic.KUBERNETES_API;
import static dev.slipway.value.Traffic.NTP;
import static dev.slipway.value.Traffic.PING;
import static dev.slipway.value.Traffic.TALOS_API;
import static dev.slipway.value.Traffic.TRUSTD;
import static dev.slipway.value.Traffic.VRRP;

import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.AuditSinks;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.EndpointPlan.Haproxy;
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
 * Declares every connection that the fleet needs. All security group rules come from here; traffic
 * without a declared connection is dropped, in both directions.
 */
public final class AllowedConnections {
  private final List<Connection> connections = new ArrayList<>();

  private static final String AUDIT_REASON = "the log store receives audit events";

  private AllowedConnections() {}

  /** Returns the connections of a whole fleet. */
  public static List<Connection> of(List<ClusterPlan> fleet) {
    AllowedConnections allowed = new AllowedConnections();
    fleet.forEach(allowed::insideCluster);
    fleet.forEach(allowed::adminAccess);
    fleet.forEach(allowed::httpsAndTime);
    fleet.forEach(allowed::diskKeys);
    fleet.forEach(allowed::auditEvents);
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
      allow(controlPlane, controlPlane, etcd, "etcd members replicate data, API servers use it");
    }
    for (Peer node : List.of(controlPlane, worker)) {
      allow(node, endpoint, KUBERNETES_API, "nodes use the cluster endpoint");
      allow(node, controlPlane, KUBERNETES_API, "pods use the Service of the API servers");
      allow(node, controlPlane, TRUSTD, "nodes request their Talos certificates");
      allow(controlPlane, node, TALOS_API, "apid forwards requests to the named node");
      allow(controlPlane, node, KUBELET, "API servers use it for logs, exec and metrics");
    }
    podNetwork(cluster, List.of(controlPlane, worker));
  }

  /**
   * Allows traffic between pods and Cilium's health checks. Hubble has no connection because it is
   * disabled, NodePorts have none because nothing outside the cluster uses Services. Packets
   * between a node and pods of another node are not encrypted: they need VXLAN with WireGuard too.
   */
  private void podNetwork(ClusterPlan cluster, List<Peer> nodes) {
    for (Peer from : nodes) {
      for (Peer to : nodes) {
        allow(from, to, CILIUM_VXLAN, "pod network");
        if (cluster.cilium().usesWireGuard()) {
          allow(from, to, CILIUM_WIREGUARD, "pod network, encrypted");
        }
        allow(from, to, CILIUM_HEALTH, "Cilium checks the health of pods on each node");
        allow(from, to, PING, "Cilium checks the health of each node");
      }
    }
  }

  /**
   * Returns what nodes connect to. OVN checks the egress rules of the client for the endpoint's
   * address and again for the address of the chosen server, so both need a connection.
   */
  private static Peer endpoint(ClusterPlan cluster) {
    return cluster.endpoint() instanceof OvnLoadBalancer
        ? loadBalancer(cluster)
        : new Peer.Group(cluster, LOAD_BALANCER);
  }

  private static Peer loadBalancer(ClusterPlan cluster) {
    return new External(Kind.LOAD_BALANCER, cluster.endpoint().address().toPrefix());
  }

  /** For our HAProxy or an amphora's: API servers see its address, never the client's. */
  private void throughHaproxy(ClusterPlan cluster, Peer controlPlane) {
    Peer loadBalancer = new Peer.Group(cluster, LOAD_BALANCER);
    allow(loadBalancer, controlPlane, KUBERNETES_API, "HAProxy forwards to the API servers");
    allow(loadBalancer, controlPlane, TALOS_API, "HAProxy forwards connections from jump hosts");
    if (cluster.hasAuditStore()) {
      allow(loadBalancer, controlPlane, AUDIT_STORE, "HAProxy forwards audit events");
    }
    if (cluster.endpoint() instanceof HaproxyPair) {
      allow(loadBalancer, loadBalancer, VRRP, "the pair elects the owner of the virtual IP");
      allow(loadBalancer, loadBalancer, CONFIGURATION_CHANNEL, "HAProxy forwards to its peer");
    }
  }

  /**
   * For OVN's load balancer: API servers see the client's address. OVN's health checks bypass
   * security groups, but the nodes' ingress firewall, which has the same rules, must allow them.
   */
  private void throughOvn(ClusterPlan cluster, Peer controlPlane) {
    allow(
        loadBalancer(cluster),
        controlPlane,
        KUBERNETES_API,
        "a node's call to the endpoint can return to the node");
    if (cluster.hasAuditStore()) {
      allow(loadBalancer(cluster), controlPlane, AUDIT_STORE, "OVN forwards audit events");
    }
    cluster
        .network()
        .allocationPool()
        .map(prefix -> new External(Kind.LOAD_BALANCER_MONITOR, prefix))
        .ifPresent(
            monitor ->
                Listeners.forwarded(cluster)
                    .forEach(one -> allow(monitor, controlPlane, one, "health check of OVN")));
  }

  private void adminAccess(ClusterPlan cluster) {
    Peer ingress = new Peer.Group(cluster, cluster.endpoint().ingressRole());
    for (Peer jumpHost : listed(Kind.JUMP_HOST, cluster.adminPrefixes(), "access.adminPrefixes")) {
      allow(jumpHost, ingress, KUBERNETES_API, "administrators and Pulumi connect from jump hosts");
      allow(jumpHost, ingress, TALOS_API, "talosctl connects from jump hosts");
      if (cluster.endpoint() instanceof Haproxy) {
        allow(jumpHost, ingress, CONFIGURATION_1, "Pulumi configures HAProxy");
      }
      if (cluster.endpoint() instanceof HaproxyPair) {
        allow(jumpHost, ingress, CONFIGURATION_2, "Pulumi configures the second HAProxy");
      }
    }
  }

  private void httpsAndTime(ClusterPlan cluster) {
    NetworkPlan network = cluster.network();
    List<External> web = httpsServers(network);
    List<External> time =
        named(network, Kind.TIME_SERVER, network.timeServers(), "network.ntpServers");
    for (ServerRole role : roles(cluster)) {
      Peer server = new Peer.Group(cluster, role);
      for (External to : web) {
        for (Traffic https : HttpsPorts.of(cluster, role)) {
          allow(server, to, https, "images, packages and the identity provider's keys");
        }
      }
      time.forEach(to -> allow(server, to, NTP, "certificates require the correct time"));
    }
  }

  /** A node needs the KMS at each boot, before it has its machine config. */
  private void diskKeys(ClusterPlan cluster) {
    cluster
        .diskEncryption()
        .endpoint()
        .map(Traffic::https)
        .ifPresent(
            kms -> {
              for (ServerRole role : List.of(CONTROL_PLANE, WORKER)) {
                for (External to : httpsServers(cluster.network())) {
                  allow(
                      new Peer.Group(cluster, role), to, kms, "the KMS unseals the keys of disks");
                }
              }
            });
  }

  private void auditEvents(ClusterPlan cluster) {
    Peer controlPlane = new Peer.Group(cluster, CONTROL_PLANE);
    if (cluster.hasAuditStore()) {
      allow(controlPlane, endpoint(cluster), AUDIT_STORE, AUDIT_REASON);
      if (cluster.endpoint() instanceof OvnLoadBalancer) {
        allow(controlPlane, controlPlane, AUDIT_STORE, AUDIT_REASON);
      }
    }
    cluster
        .auditSinks()
        .flatMap(AuditSinks::siem)
        .map(Traffic::syslog)
        .ifPresent(
            syslog ->
                httpsServers(cluster.network())
                    .forEach(
                        to -> allow(controlPlane, to, syslog, "the SIEM receives audit events")));
  }

  private static List<External> httpsServers(NetworkPlan network) {
    return named(network, Kind.HTTPS_SERVER, network.httpsPrefixes(), "network.httpsPrefixes");
  }

  private static List<ServerRole> roles(ClusterPlan cluster) {
    return Arrays.stream(ServerRole.values()).filter(cluster::hasServers).toList();
  }

  private void dns(ClusterPlan cluster) {
    for (ServerRole role : roles(cluster)) {
      for (Peer resolver : resolvers(cluster.network())) {
        Peer server = new Peer.Group(cluster, role);
        allow(server, resolver, DNS_UDP, "name resolution");
        allow(server, resolver, DNS_TCP, "name resolution with long answers");
      }
    }
  }

  private static List<External> resolvers(NetworkPlan network) {
    List<IpPrefix> servers = network.dnsServers().stream().map(IpAddress::toPrefix).toList();
    return named(network, Kind.DNS_RESOLVER, servers, "network.dnsServers");
  }

  /** Returns the addresses of a key; the whole Internet if the stack file does not have it. */
  private static List<External> named(
      NetworkPlan network, Kind kind, List<IpPrefix> prefixes, String configKey) {
    return prefixes.isEmpty()
        ? network.ipVersions().stream()
            .map(version -> new External(Kind.INTERNET, IpPrefix.all(version)))
            .toList()
        : listed(kind, prefixes, configKey);
  }

  private void gitops(ClusterPlan ops, List<ClusterPlan> fleet) {
    if (ops.kind() != StackKind.OPS_CLUSTER) {
      return;
    }
    Peer argocd = new Peer.Group(ops, WORKER);
    ops.argocd().stream()
        .map(ArgoCdPlan::clusterCidrs)
        .flatMap(cidrs -> listed(Kind.MANAGED_CLUSTERS, cidrs, "gitops.clusterCidrs").stream())
        .forEach(
            clusters ->
                allow(argocd, clusters, KUBERNETES_API, "present and future Management Clusters"));
    fleet.stream().filter(ops::manages).forEach(cluster -> managed(ops, cluster));
  }

  private void managed(ClusterPlan ops, ClusterPlan cluster) {
    Peer argocd = new Peer.Group(ops, WORKER);
    Peer api = new Peer.Group(cluster, cluster.endpoint().ingressRole());
    allow(argocd, api, KUBERNETES_API, "Argo CD manages Management Clusters");
    Peer controlPlane = new Peer.Group(cluster, CONTROL_PLANE);
    Peer endpoint = new Peer.Group(ops, ops.endpoint().ingressRole());
    allow(
        controlPlane,
        endpoint,
        KUBERNETES_API,
        "API servers read the keys with which they verify Argo CD's tokens");
    if (ops.hasAuditStore()) {
      allow(controlPlane, endpoint, AUDIT_STORE, AUDIT_REASON);
    }
  }

  private static List<External> listed(Kind kind, List<IpPrefix> prefixes, String configKey) {
    return IntStream.range(0, prefixes.size())
        .mapToObj(i -> new External(kind, prefixes.get(i), configKey + "[" + i + "]"))
        .toList();
  }

  private void allow(Peer from, Peer to, Traffic traffic, String reason) {
    connections.add(new Connection(from, to, traffic, reason));
  }
}

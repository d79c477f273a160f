package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.AddressLayout;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Configuration of the HAProxy servers. TLS is passed through and never terminated. */
public final class HaproxyConfig {
  static final String FILE = "/etc/haproxy/haproxy.cfg";

  /**
   * A stopped control-plane node does not answer: after one second HAProxy tries the next one. The
   * number of retries is enough for a start, when the addresses without a node are not yet known.
   * After a reload the new worker process has them from the state file, and the old one serves its
   * connections until they end, for at most a day. The section global cannot be changed later.
   */
  private static final String GLOBAL_AND_DEFAULTS =
      """
      global
        log stdout format raw local0
        maxconn 4000
        user haproxy
        group haproxy
        hard-stop-after 24h
        stats socket /run/haproxy/slipway.sock mode 600 level operator expose-fd listeners
        server-state-file /run/slipway-configure/servers
      defaults
        mode tcp
        log global
        option tcplog
        option dontlognull
        timeout connect 1s
        retries 4
        option redispatch 1
        timeout client 1h
        timeout server 1h
        timeout check 3s
        load-server-state-from-file global
        default-server inter 2s fall 2 rise 1 on-marked-down shutdown-sessions
      """;

  /**
   * Rejects clients that open connections faster, or hold more connections, than a busy Pulumi or
   * Argo CD does, so that they cannot use up the limit of all clients. Allowed clients are not
   * listed here: the security group decides, and jump hosts change.
   */
  private static final String LIMITS =
      """
        stick-table type ipv6 size 100k expire 1m store conn_rate(10s),conn_cur
        tcp-request connection track-sc0 src
        tcp-request connection reject if { sc0_conn_rate gt 200 }
        tcp-request connection reject if { sc0_conn_cur gt 500 }
      """;

  /**
   * A check by a TLS handshake: a program that hangs still accepts connections. No HTTP request,
   * which would be in the audit log every two seconds; docs/adr/0005.
   */
  private static final String TLS_CHECK = "check check-ssl verify none";

  private HaproxyConfig() {}

  /** Returns haproxy.cfg. */
  public static String text(ClusterPlan cluster) {
    return GLOBAL_AND_DEFAULTS
        + frontendAndBackend(cluster, "kubernetes", Traffic.KUBERNETES_API, TLS_CHECK)
        + frontendAndBackend(cluster, "talos", Traffic.TALOS_API, "check")
        + auditStore(cluster)
        + configurationChannels(cluster.endpoint().servers());
  }

  /** The log store runs on one control-plane node, which the check finds. */
  private static String auditStore(ClusterPlan cluster) {
    return cluster.hasAuditStore()
        ? frontendAndBackend(cluster, "audit-store", Traffic.AUDIT_STORE, "check")
        : "";
  }

  /** Returns what passes new configuration through to each load balancer of a pair. */
  private static String configurationChannels(List<ServerPlan> servers) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < servers.size(); i++) {
      ServerPlan server = servers.get(i);
      int port = Traffic.CONFIGURATION_CHANNEL.first();
      text.append(
          section(
              "configuration-" + (i + 1),
              ConfigurationChannel.port(i),
              "  server %s %s:%d\n".formatted(server.name(), server.address(), port)));
    }
    return text.toString();
  }

  private static String frontendAndBackend(
      ClusterPlan cluster, String name, Traffic traffic, String check) {
    return section(name, traffic.first(), servers(cluster, traffic.first(), check));
  }

  private static String section(String name, int port, String servers) {
    return "frontend "
        + name
        + "\n  bind :"
        + port
        + "\n"
        + LIMITS
        + "  default_backend "
        + name
        + "\n"
        + "backend "
        + name
        + "\n  balance roundrobin\n"
        + servers;
  }

  /**
   * Returns a line for each address that a control-plane node can ever have, so that this file does
   * not depend on their number. The check takes out those that do not exist.
   */
  private static String servers(ClusterPlan cluster, int port, String check) {
    AddressLayout addresses = new AddressLayout(cluster.network().cidr());
    String name = "  server " + ServerRole.CONTROL_PLANE.groupName(cluster.name());
    return IntStream.range(0, AddressLayout.LARGEST_CONTROL_PLANE)
        .mapToObj(
            i -> "%s-%d %s:%d %s\n".formatted(name, i + 1, addresses.controlPlane(i), port, check))
        .collect(Collectors.joining());
  }
}

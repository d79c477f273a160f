package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan.HaproxyPair;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.AddressLayout;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Configuration of the HAProxy servers. TLS is passed through and never terminated. */
public final class HaproxyConfig {
  private static final String FILE = "/etc/haproxy/haproxy.cfg";

  /**
   * A stopped control-plane node does not answer: after one second HAProxy tries the next one. The
   * number of retries is enough for a start, when the addresses without a node are not yet known.
   */
  private static final String GLOBAL_AND_DEFAULTS =
      """
      global
        log stdout format raw local0
        maxconn 4000
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

  private HaproxyConfig() {}

  /** Returns the cloud-config of one server. */
  public static Map<String, Object> cloudConfig(ClusterPlan cluster, ServerPlan server) {
    Map<String, String> files = new TreeMap<>(Map.of(FILE, text(cluster)));
    List<String> services = new ArrayList<>(List.of("haproxy"));
    if (cluster.endpoint() instanceof HaproxyPair pair) {
      files.put(KeepalivedConfig.FILE, KeepalivedConfig.text(cluster, pair, server));
      services.add("keepalived");
    }
    List<String> restart = new ArrayList<>(List.of("systemctl", "restart"));
    restart.addAll(services);
    return Map.of(
        "packages", services,
        "write_files", files.entrySet().stream().map(HaproxyConfig::file).toList(),
        "runcmd", List.of(restart));
  }

  private static Map<String, String> file(Map.Entry<String, String> file) {
    return Map.of("path", file.getKey(), "permissions", "0644", "content", file.getValue());
  }

  /** Returns haproxy.cfg. */
  public static String text(ClusterPlan cluster) {
    return GLOBAL_AND_DEFAULTS
        + frontendAndBackend(cluster, "kubernetes", Traffic.KUBERNETES_API)
        + frontendAndBackend(cluster, "talos", Traffic.TALOS_API);
  }

  private static String frontendAndBackend(ClusterPlan cluster, String name, Traffic traffic) {
    int port = traffic.first();
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
        + "\n  balance leastconn\n"
        + servers(cluster, port);
  }

  /**
   * Returns a line for each address that a control-plane node can ever have, so that this file does
   * not depend on their number. The check takes out those that do not exist.
   */
  private static String servers(ClusterPlan cluster, int port) {
    AddressLayout addresses = new AddressLayout(cluster.network().cidr());
    String name = "  server " + ServerRole.CONTROL_PLANE.groupName(cluster.name());
    return IntStream.range(0, AddressLayout.LARGEST_CONTROL_PLANE)
        .mapToObj(
            i -> "%s-%d %s:%d check\n".formatted(name, i + 1, addresses.controlPlane(i), port))
        .collect(Collectors.joining());
  }
}

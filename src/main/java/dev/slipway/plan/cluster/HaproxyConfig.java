package dev.slipway.plan.cluster;

import dev.slipway.plan.ClusterPlan;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The server before the API servers: TLS is passed through, never opened. */
public final class HaproxyConfig {
  private static final String FILE = "/etc/haproxy/haproxy.cfg";

  private static final String FRAME =
      """
      global
        log stdout format raw local0
        maxconn 4000
      defaults
        mode tcp
        log global
        option tcplog
        option dontlognull
        timeout connect 5s
        timeout client 1h
        timeout server 1h
        timeout check 3s
        default-server inter 2s fall 2 rise 1 on-marked-down shutdown-sessions
      """;

  private HaproxyConfig() {}

  /** The server's cloud-config, as a document. */
  public static Map<String, Object> cloudConfig(ClusterPlan cluster) {
    return Map.of(
        "packages", List.of("haproxy"),
        "write_files",
            List.of(Map.of("path", FILE, "permissions", "0644", "content", text(cluster))),
        "runcmd", List.of(List.of("systemctl", "restart", "haproxy")));
  }

  static String text(ClusterPlan cluster) {
    return FRAME
        + section(cluster, "kubernetes", Traffic.KUBERNETES_API)
        + section(cluster, "talos", Traffic.TALOS_API);
  }

  private static String section(ClusterPlan cluster, String name, Traffic traffic) {
    int port = traffic.first();
    String servers =
        cluster.controlPlane().stream()
            .map(node -> "  server " + node.name() + " " + node.address() + ":" + port + " check\n")
            .collect(Collectors.joining());
    return "frontend "
        + name
        + "\n  bind :"
        + port
        + "\n  default_backend "
        + name
        + "\n"
        + "backend "
        + name
        + "\n  balance leastconn\n"
        + servers;
  }
}

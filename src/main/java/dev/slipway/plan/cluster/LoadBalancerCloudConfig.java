package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan.HaproxyPair;
import dev.slipway.plan.model.ServerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The cloud-config of a load balancer: its first configuration, and the channel for later ones. */
public final class LoadBalancerCloudConfig {
  private static final String CHANNEL = "slipway-channel.service";
  private static final String SOCKET = "slipway-configure.socket";
  private static final String PROGRAM = "slipway-configure@.service";

  private LoadBalancerCloudConfig() {}

  /** Returns the cloud-config of one server. */
  public static Map<String, Object> of(
      ClusterPlan cluster, ServerPlan server, ConfigurationChannel.Certificates certificates) {
    List<Map<String, String>> files = new ArrayList<>();
    ConfigurationChannel.configuration(cluster, server)
        .forEach((path, text) -> files.add(file(path, "0644", text)));
    LoadBalancerHardening.files(cluster, server)
        .forEach((path, text) -> files.add(file(path, "0644", text)));
    files.add(file("/etc/slipway/ca.pem", "0644", certificates.authority()));
    files.add(file("/etc/slipway/server.pem", "0600", certificates.server()));
    files.add(file("/etc/slipway/stunnel.conf", "0644", ConfigurationChannel.stunnel(cluster)));
    for (String unit : List.of(CHANNEL, SOCKET, PROGRAM)) {
      files.add(file("/etc/systemd/system/" + unit, "0644", ConfigurationChannel.resource(unit)));
    }
    String program = ConfigurationChannel.resource("configure.sh");
    files.add(file("/usr/local/sbin/slipway-configure", "0755", program));
    List<String> services = services(cluster);
    List<String> restart = new ArrayList<>(List.of("systemctl", "restart"));
    restart.addAll(services);
    List<List<String>> commands = new ArrayList<>();
    commands.add(List.of("systemctl", "daemon-reload"));
    commands.add(List.of("systemctl", "enable", "--now", SOCKET, CHANNEL));
    commands.add(restart);
    commands.addAll(LoadBalancerHardening.COMMANDS);
    return Map.of(
        "packages",
        packages(cluster),
        "write_files",
        files,
        "runcmd",
        commands,
        "ntp",
        ntp(cluster));
  }

  /** Returns the packages that a load balancer installs at its first boot. */
  public static List<String> packages(ClusterPlan cluster) {
    List<String> packages = new ArrayList<>(services(cluster));
    packages.add("stunnel4");
    packages.add(LoadBalancerHardening.PACKAGE);
    return packages;
  }

  /** Returns the time servers; those of the image are not in the security group's rules. */
  private static Map<String, Object> ntp(ClusterPlan cluster) {
    return Map.of(
        "servers", cluster.network().ntpServers().stream().map(Object::toString).toList());
  }

  private static List<String> services(ClusterPlan cluster) {
    return cluster.endpoint() instanceof HaproxyPair
        ? List.of("haproxy", "keepalived")
        : List.of("haproxy");
  }

  private static Map<String, String> file(String path, String permissions, String content) {
    return Map.of("path", path, "permissions", permissions, "content", content);
  }
}

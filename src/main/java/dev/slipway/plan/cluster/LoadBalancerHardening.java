package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan.HaproxyPair;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Restrictions of a load balancer that only a new server gets, because its user data never changes:
 * programs without root, no SSH, and security updates. The decision is in docs/adr/0031.
 */
final class LoadBalancerHardening {
  static final String PACKAGE = "unattended-upgrades";

  /** Hours in UTC at which the first and the second server install security updates. */
  private static final List<String> HOURS = List.of("02", "14");

  static final List<List<String>> COMMANDS =
      List.of(
          List.of("systemctl", "restart", "apt-daily-upgrade.timer"),
          List.of("systemctl", "mask", "--now", "ssh.service", "ssh.socket"));

  private LoadBalancerHardening() {}

  /** Returns the files by path. */
  static SortedMap<String, String> files(ClusterPlan cluster, ServerPlan server) {
    SortedMap<String, String> files = new TreeMap<>();
    put(files, "/etc/slipway/", "haproxy-global.cfg");
    put(files, "/etc/systemd/system/haproxy.service.d/", "slipway-chroot.conf");
    put(files, "/etc/apt/apt.conf.d/", "52slipway-security");
    int index = cluster.endpoint().servers().indexOf(server);
    files.put(
        "/etc/systemd/system/apt-daily-upgrade.timer.d/slipway-time.conf",
        ConfigurationChannel.resource("slipway-time.conf").formatted(HOURS.get(index)));
    if (cluster.endpoint() instanceof HaproxyPair) {
      put(files, "/etc/slipway/", "keepalived-main.conf");
      put(files, "/etc/systemd/system/keepalived.service.d/", "slipway-user.conf");
      // The other server of the pair serves meanwhile.
      files.put(
          "/etc/apt/apt.conf.d/53slipway-reboot",
          "Unattended-Upgrade::Automatic-Reboot \"true\";\n");
    }
    return files;
  }

  private static void put(SortedMap<String, String> files, String folder, String name) {
    files.put(folder + name, ConfigurationChannel.resource(name));
  }
}

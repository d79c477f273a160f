package dev.slipway.lab;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server in the network of a cluster that is in none of the cluster's security groups. Its own
 * group allows everything and is stateless: with a stateful one the switches would track every
 * packet of a scan, and clusters in the same lab would lose their leaders.
 */
public final class ForeignServer implements AutoCloseable {
  private final ClusterPlan plan;
  private final String name;
  private final String os;

  /** Creates the server. */
  public ForeignServer(ClusterPlan plan) {
    this.plan = plan;
    this.name = "foreign-" + plan.name().text();
    this.os = "openstack --os-cloud " + plan.cloud() + " ";
    String rule = "security group rule create --ingress --ethertype %s " + name;
    Stream<String> commands =
        Stream.of(
            "security group create --stateless " + name,
            rule.formatted("IPv4"),
            rule.formatted("IPv6"),
            "port create --network %s --fixed-ip ip-address=%s --security-group %3$s %3$s"
                .formatted(plan.network().name(), address(plan.network().cidr()), name),
            "server create --flavor l2.c2r4.100 --image debian-12 --port %1$s --wait %1$s"
                .formatted(name));
    Lab.shell(commands.map(os::concat).collect(Collectors.joining(" && "))).orFail(name);
  }

  /** Near the end of the prefix, outside every allocation pool of the lab. */
  private static IpAddress address(IpPrefix prefix) {
    return prefix.address((int) prefix.size() - 6);
  }

  /**
   * Asserts that no TCP port of one server of each role answers, over IPv4 and IPv6. All servers of
   * a role have the same security group.
   */
  public void assertReachesNoPort() {
    Map<ServerRole, ServerPlan> roles =
        plan.servers().stream()
            .collect(Collectors.toMap(ServerPlan::role, server -> server, (first, next) -> first));
    assertReachesNothing(Scan.ofEveryPort(addresses(roles.values())));
    assertPacketsLeave();
  }

  /** Asserts that no service's port of any server answers, over IPv4 and IPv6. */
  public void assertReachesNoService() {
    assertReachesNothing(Scan.ofServices(addresses(plan.servers())));
    assertPacketsLeave();
  }

  private List<String> addresses(Collection<ServerPlan> servers) {
    Map<String, String> macs = macs();
    return servers.stream().flatMap(server -> addresses(server, macs)).toList();
  }

  private static Stream<String> addresses(ServerPlan server, Map<String, String> macs) {
    return Stream.of(server.address().toString(), macs.get(server.name()) + "%eth0");
  }

  /** Asserts that no port answers, while this server's packets do leave. */
  public void assertReachesNothing(Scan scan) {
    assertPacketsLeave();
    scan.assertClosedFromServer(name);
  }

  /** The positive control. */
  private void assertPacketsLeave() {
    Lab.inServer(name, Issuer.HEALTH_CHECK).orFail("positive control");
  }

  /** MAC addresses by the names of the ports, which are those of the servers. */
  private Map<String, String> macs() {
    return Lab.shell(os + "port list -f value -c Name -c 'MAC Address'")
        .orFail("port list")
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(columns -> !columns[0].isEmpty())
        .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
  }

  @Override
  public void close() {
    for (String kind : List.of("server delete --wait", "port delete", "security group delete")) {
      Lab.shell(os + kind + " " + name).orFail(kind);
    }
  }
}

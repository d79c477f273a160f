package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server of no group of ours in a cluster's own network. Its own group lets everything out and
 * in, and is stateless: a stateful one would have the switches remember each packet of a scan, and
 * clusters beside it lose their leaders.
 */
final class ForeignServer implements AutoCloseable {
  private static final String NAME = "stranger";
  private final ClusterPlan plan;
  private final String os;

  ForeignServer(ClusterPlan plan) {
    this.plan = plan;
    this.os = "openstack --os-cloud " + plan.cloud() + " ";
    String port =
        "port create --network %s --fixed-ip ip-address=%s --security-group stranger stranger"
            .formatted(plan.network().name(), address(plan.network().cidr()));
    String server =
        "server create --flavor l2.c2r4.100 --image debian-12 --port stranger --wait stranger";
    String group = "security group create --stateless stranger";
    String in = "security group rule create --ingress --ethertype %s stranger";
    Lab.shell(
            Stream.of(group, in.formatted("IPv4"), in.formatted("IPv6"), port, server)
                .map(os::concat)
                .collect(Collectors.joining(" && ")))
        .orFail("stranger");
  }

  /** Near the prefix's end, where no pool of the lab's reaches. */
  private static IpAddress address(IpPrefix prefix) {
    return prefix.address((int) prefix.size() - 6);
  }

  /** No TCP port of any server of the cluster answers, over IPv4 and IPv6. */
  void reachesNothing() {
    Map<String, String> macs = macs();
    findsNothing(
        Scan.ofEveryPort(
            plan.servers().stream()
                .flatMap(
                    server ->
                        Stream.of(server.address().toString(), macs.get(server.name()) + "%eth0"))
                .toList()));
    packetsLeave();
  }

  /** None of the ports answers at any of the addresses, while the stranger's packets do leave. */
  void findsNothing(Scan scan) {
    packetsLeave();
    assertEquals(scan.finding(), Lab.inServer(NAME, scan.line()).orFail("scan"));
  }

  /** The positive control: the identity provider answers the same server. */
  private static void packetsLeave() {
    Lab.inServer(
            NAME,
            "curl -sSf -m 10 --retry 12 --retry-delay 5 --retry-all-errors"
                + " https://login.example.net/healthz")
        .orFail("positive control");
  }

  /** By the ports' names, which are the servers'. */
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
      Lab.shell(os + kind + " stranger").orFail(kind);
    }
  }
}

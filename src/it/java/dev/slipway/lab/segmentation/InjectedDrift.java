package dev.slipway.lab.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The changes that {@code lab/probes/inject_drift.py} makes in the project of a stack, and the
 * findings for them.
 */
final class InjectedDrift {
  /** Kind of each finding, where it is, and the actual value. */
  static final List<String> EXPECTED =
      List.of(
          "changed rule: security group staging-osl2-load-balancer: ingress IPv4 tcp 50000 from"
              + " 198.51.100.0/24",
          "foreign rule: security group staging-osl2-control-plane: ingress IPv6 tcp 22 from ::/0",
          "foreign rule: security group staging-osl2-worker: ingress IPv4 tcp 22 from 0.0.0.0/0",
          "missing rule: security group staging-osl2-control-plane: no such rule",
          "port in no group: port staging-osl2-general-2: none",
          "port in the default group: port staging-osl2-general-1: default (…)",
          "port in unexpected group: port staging-osl2-control-plane-2: staging-osl2-control-plane,"
              + " staging-osl2-worker",
          "port security off: port staging-osl2-general-2: off: no rule applies, and the port may"
              + " send from any address",
          "rule by address group: security group staging-osl2-worker: ingress IPv4 tcp 443 from"
              + " address group … (now 192.0.2.0/24)",
          "rule without prefix: security group staging-osl2-load-balancer: ingress IPv4 udp from"
              + " any address",
          "rules in the default group: security group default: ingress IPv4 icmp from 0.0.0.0/0",
          "shared with another project: security group staging-osl2-worker: may be used by project"
              + " …",
          "stateless group: security group staging-osl2-load-balancer: stateless: replies need"
              + " rules",
          "unknown floating IP: floating IP …: attached to 10.41.16.32 of port"
              + " staging-osl2-general-1",
          "unknown floating IP: floating IP …: attached to no port",
          "unknown group: security group by-hand: egress IPv4 any protocol to any address; egress"
              + " IPv6 any protocol to any address",
          "unknown host route: subnet staging-osl2: 10.9.0.0/16 via 10.41.16.32",
          "unknown network: network side: a network of this project",
          "unknown port forwarding: floating IP …: tcp 2222 to 10.41.16.33 port 22",
          "unknown port: port intruder: … in staging-osl2-worker",
          "unknown port: port without a name: … in default (…)",
          "unknown route: router staging-osl2: 10.9.0.0/16 via 10.41.16.32",
          "unknown router interface: router side: … in network side",
          "unknown router interface: router side: … in network staging-osl2",
          "unknown router interface: router staging-osl2: … in network side",
          "unknown router: router side: no external address",
          "unknown server: server miner: status ACTIVE, not created by the stack",
          "unknown subnet: subnet second: 10.98.0.0/24 in network staging-osl2",
          "unknown subnet: subnet side: 10.99.0.0/24 in network side",
          "wide address pair: port staging-osl2-control-plane-1: 10.0.0.0/8");

  /** Neutron chooses the addresses of these. */
  private static final String CHOSEN_ADDRESS =
      "(?<=port (intruder|without a name): |floating IP |interface: router [\\w-]{1,20}: )[\\d.]+";

  private InjectedDrift() {}

  static void inject(String stack) {
    Lab.shell("python3 lab/probes/inject_drift.py " + stack).orFail("inject");
  }

  /**
   * Returns the findings without the paths that follow from them; ids and addresses that Neutron
   * chooses are replaced by an ellipsis.
   */
  static List<String> found(String stack) {
    return findings(stack)
        .filter(one -> !one.path("kind").asText().startsWith("cross-environment "))
        .map(
            one ->
                Stream.of("kind", "where", "actual")
                    .map(field -> one.path(field).asText())
                    .reduce((before, next) -> before + ": " + next)
                    .orElseThrow())
        .map(text -> text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}", "…"))
        .map(text -> text.replaceAll(CHOSEN_ADDRESS, "…"))
        .sorted()
        .toList();
  }

  /** Runs every fix of the report once. Pulumi is last: it fails while a foreign rule exists. */
  static void fix(String stack) {
    Set<String> fixes = new LinkedHashSet<>();
    findings(stack)
        .flatMap(one -> Stream.of(one.path("fix").asText().split(" && ")))
        .filter(fix -> !fix.startsWith("pulumi "))
        .forEach(fixes::add);
    String line = String.join("\n", fixes).replace("slipway ", "./slipway ");
    Lab.shell("set -e\n" + line).orFail(line);
    PacketTestClusters.up(stack, Map.of());
  }

  /**
   * Returns the findings without the servers: the clusters of this chapter are ports only. That the
   * cluster itself is not assessed is written to stderr.
   */
  static Stream<JsonNode> findings(String stack) {
    CommandResult drift = Lab.shell("./slipway drift --json %s 2>/dev/null".formatted(stack));
    JsonNode findings = PacketTestClusters.read(drift.output()).path("findings");
    assertEquals(findings.isEmpty() ? 0 : 3, drift.exitCode(), drift.output());
    return StreamSupport.stream(findings.spliterator(), false)
        .filter(one -> !one.path("kind").asText().equals("missing server"));
  }
}

package dev.slipway.plan.security;

import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.List;

/** Small security rules, and the traffic that they allow. */
final class RuleFixture {
  static final Traffic LOW = tcp(1, 2);
  static final Traffic NEXT = tcp(3, 4);
  static final Traffic ACROSS = tcp(2, 3);
  static final Traffic DISTANT = tcp(6, 6);
  static final Traffic UDP = new Traffic("udp", Protocol.UDP, 1, 2);
  static final Traffic PONG = new Traffic("icmp 9", Protocol.ICMP, 9, 9);

  private RuleFixture() {}

  /** Returns an ingress rule. */
  static SecurityRule rule(String remote, Traffic traffic) {
    return rule(Direction.INGRESS, remote, traffic);
  }

  /** Returns a rule; a remote with a slash is the prefix of a jump host, else a group. */
  static SecurityRule rule(Direction direction, String remote, Traffic traffic) {
    boolean prefix = remote.contains("/");
    return new SecurityRule(
        direction,
        prefix ? IpPrefix.parse(remote).version() : 4,
        traffic,
        prefix ? new Remote.Prefix(IpPrefix.parse(remote)) : group(remote),
        prefix ? List.of(jumpHost(remote)) : List.of(),
        List.of("to " + remote + " by " + traffic.label()));
  }

  private static Remote group(String name) {
    ServerRole role = name.equals("ops-worker") ? ServerRole.WORKER : ServerRole.CONTROL_PLANE;
    return new Remote.Group(DnsLabel.parse("ops"), role);
  }

  static Peer.External jumpHost(String prefix) {
    return new Peer.External(Peer.Kind.JUMP_HOST, IpPrefix.parse(prefix), "key of " + prefix);
  }

  static Traffic tcp(int first, int last) {
    String ports = first == last ? "tcp " + first : "tcp " + first + "-" + last;
    return new Traffic(ports, Protocol.TCP, first, last);
  }
}

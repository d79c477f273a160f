package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.security.reachability.TrafficSet;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Of the security group rules that the plan compiles to. */
final class RuleChecks {
  private static final TrafficSet APIS = traffic(Traffic.KUBERNETES_API, Traffic.TALOS_API);

  private static final Set<Peer.Kind> FORESEEN = Set.of(Peer.Kind.JUMP_HOST, Peer.Kind.CLUSTER);

  private static final TrafficSet OUTWARD =
      traffic(Traffic.HTTPS, Traffic.NTP, Traffic.DNS_UDP, Traffic.DNS_TCP);

  static final Check CLOSED_TO_THE_INTERNET =
      new Check(
          "closed-to-the-internet",
          EvidenceSource.PLAN,
          "nobody on the Internet may open a connection to any server",
          "no inbound rule of any server admits every address, IPv4 or IPv6",
          List.of(RawData.GROUPS),
          subject ->
              rules(
                  subject,
                  rule -> rule.direction() == Direction.INGRESS && isEverybody(rule),
                  "admits the whole Internet"));

  static final Check NAMED_EGRESS =
      new Check(
          "named-egress",
          EvidenceSource.PLAN,
          "servers reach the Internet for names, time and HTTPS only",
          "no outbound rule to every address is for anything but DNS, NTP and HTTPS",
          List.of(RawData.GROUPS),
          subject ->
              rules(
                  subject,
                  rule ->
                      rule.direction() == Direction.EGRESS
                          && isEverybody(rule)
                          && !OUTWARD.contains(TrafficSet.of(rule.traffic())),
                  "reaches the whole Internet"));

  static final Check ADMINISTRATION =
      new Check(
          "administration-from-the-jump-host",
          EvidenceSource.PLAN,
          "from outside the environment only the named jump hosts may connect, to the two"
              + " administration interfaces only",
          "each inbound rule that names addresses outside the cluster's network: they are a jump"
              + " host's or those of this environment's clusters, and the port is the Kubernetes"
              + " API's or the Talos API's",
          List.of(RawData.GROUPS, RawData.STACK_FILES),
          RuleChecks::administration);

  static final Check ONE_WAY_IN =
      new Check(
          "one-way-in",
          EvidenceSource.PLAN,
          "whoever comes from outside a cluster comes by its one entrance: the load balancer, or"
              + " the control plane behind the cloud's own",
          "no other server has an inbound rule that names addresses outside the cluster's network",
          List.of(RawData.GROUPS, RawData.CLUSTERS),
          RuleChecks::oneWayIn);

  private RuleChecks() {}

  private static TrafficSet traffic(Traffic... all) {
    return TrafficSet.union(Stream.of(all).map(TrafficSet::of));
  }

  private static Outcome rules(EvidenceInput subject, Predicate<SecurityRule> wrong, String what) {
    List<String> against =
        subject
            .groups()
            .flatMap(group -> group.rules().stream().filter(wrong).map(rule -> tell(group, rule)))
            .map(rule -> rule + " " + what)
            .toList();
    long count = subject.groups().mapToLong(group -> group.rules().size()).sum();
    return Outcome.of(against, count + " rules of " + subject.groups().count() + " groups");
  }

  private static Outcome administration(EvidenceInput subject) {
    List<String> against =
        subject.clusters().stream()
            .flatMap(
                cluster ->
                    fromOutside(cluster)
                        .filter(one -> !isForeseen(one))
                        .map(one -> tell(one.group(), one.rule()) + " is not foreseen"))
            .toList();
    List<String> jumpHosts =
        subject.clusters().stream()
            .flatMap(cluster -> cluster.adminPrefixes().stream())
            .map(IpPrefix::toString)
            .distinct()
            .toList();
    return Outcome.of(against, "jump hosts: " + String.join(", ", jumpHosts));
  }

  private static Outcome oneWayIn(EvidenceInput subject) {
    List<String> against =
        subject.clusters().stream()
            .flatMap(
                cluster ->
                    fromOutside(cluster)
                        .filter(one -> !one.group().name().equals(entrance(cluster)))
                        .map(one -> tell(one.group(), one.rule()) + " passes the entrance by"))
            .toList();
    List<String> entrances = subject.clusters().stream().map(RuleChecks::entrance).toList();
    return Outcome.of(against, "entrances: " + String.join(", ", entrances));
  }

  private static String entrance(ClusterPlan cluster) {
    return new Peer.Group(cluster, cluster.endpoint().ingressRole()).name();
  }

  private record Inbound(SecurityGroupPlan group, SecurityRule rule, IpPrefix from) {}

  private static Stream<Inbound> fromOutside(ClusterPlan cluster) {
    return cluster.securityGroups().stream()
        .flatMap(group -> group.rules().stream().flatMap(rule -> inbound(group, rule)))
        .filter(one -> !cluster.network().cidr().contains(one.from()));
  }

  private static Stream<Inbound> inbound(SecurityGroupPlan group, SecurityRule rule) {
    return rule.direction() == Direction.INGRESS && rule.remote() instanceof Remote.Prefix range
        ? Stream.of(new Inbound(group, rule, range.prefix()))
        : Stream.empty();
  }

  /** Whether the addresses are all of a jump host or of a cluster of the same environment. */
  private static boolean isForeseen(Inbound one) {
    List<IpPrefix> known =
        one.rule().externals().stream()
            .filter(external -> FORESEEN.contains(external.kind()))
            .map(Peer.External::prefix)
            .toList();
    return APIS.contains(TrafficSet.of(one.rule().traffic()))
        && IpPrefix.merge(known).stream().anyMatch(range -> range.contains(one.from()));
  }

  private static boolean isEverybody(SecurityRule rule) {
    return rule.remote() instanceof Remote.Prefix range && range.prefix().length() == 0;
  }

  private static String tell(SecurityGroupPlan group, SecurityRule rule) {
    return "rule " + rule.key() + " of " + group.name();
  }
}

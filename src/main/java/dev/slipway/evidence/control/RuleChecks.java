package dev.slipway.evidence.control;

import dev.slipway.evidence.RawData;
import dev.slipway.evidence.Subject;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.cluster.HaproxyConfig;
import dev.slipway.plan.cluster.NodeRole;
import dev.slipway.plan.security.SecurityGroupPlan;
import dev.slipway.plan.security.SecurityRule;
import dev.slipway.plan.security.SecurityRule.Direction;
import dev.slipway.plan.security.SecurityRule.Remote;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Of the security group rules that the plan compiles to. */
final class RuleChecks {
  private static final Set<String> APIS =
      Set.of(Traffic.KUBERNETES_API.ports(), Traffic.TALOS_API.ports());

  private static final Set<String> OUTWARD =
      Set.of(
          Traffic.HTTPS.ports(),
          Traffic.NTP.ports(),
          Traffic.DNS_UDP.ports(),
          Traffic.DNS_TCP.ports());

  static final Check CLOSED_TO_THE_INTERNET =
      new Check(
          "closed-to-the-internet",
          Layer.PLAN,
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
          Layer.PLAN,
          "servers reach the Internet for names, time and HTTPS only",
          "no outbound rule to every address is for anything but DNS, NTP and HTTPS",
          List.of(RawData.GROUPS),
          subject ->
              rules(
                  subject,
                  rule ->
                      rule.direction() == Direction.EGRESS
                          && isEverybody(rule)
                          && !OUTWARD.contains(rule.traffic().ports()),
                  "reaches the whole Internet"));

  static final Check ADMINISTRATION =
      new Check(
          "administration-from-the-jump-host",
          Layer.PLAN,
          "from outside the environment only the named jump hosts may connect, to the two"
              + " administration interfaces only",
          "each inbound rule that names addresses: they are a jump host's or those of this"
              + " environment's clusters, and the port is the Kubernetes API's or the Talos API's",
          List.of(RawData.GROUPS, RawData.STACK_FILES),
          RuleChecks::administration);

  static final Check ONE_WAY_IN =
      new Check(
          "one-way-in",
          Layer.PLAN,
          "all traffic from outside a cluster passes its load balancer, which limits connections",
          "only load balancers have inbound rules that name addresses, and each entrance in their"
              + " configuration turns away who connects too fast or too often",
          List.of(RawData.GROUPS, RawData.LOAD_BALANCERS),
          RuleChecks::oneWayIn);

  private RuleChecks() {}

  private static Outcome rules(Subject subject, Predicate<SecurityRule> wrong, String what) {
    List<String> against =
        subject
            .groups()
            .flatMap(group -> group.rules().stream().filter(wrong).map(rule -> tell(group, rule)))
            .map(rule -> rule + " " + what)
            .toList();
    long count = subject.groups().mapToLong(group -> group.rules().size()).sum();
    return Outcome.of(against, count + " rules of " + subject.groups().count() + " groups");
  }

  private static Outcome administration(Subject subject) {
    List<String> against =
        subject.clusters().stream()
            .flatMap(
                cluster ->
                    fromAddresses(subject, cluster)
                        .filter(one -> !isForeseen(subject, cluster, one))
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

  private static Outcome oneWayIn(Subject subject) {
    Stream<String> besides =
        subject.clusters().stream()
            .flatMap(cluster -> fromAddresses(subject, cluster))
            .filter(one -> !one.group().name().endsWith("-" + NodeRole.LOAD_BALANCER.text()))
            .map(one -> tell(one.group(), one.rule()) + " passes the load balancer by");
    Stream<String> unlimited =
        subject.clusters().stream()
            .filter(cluster -> !isLimited(HaproxyConfig.text(cluster)))
            .map(cluster -> "a load balancer of " + cluster.name() + " limits nobody");
    List<String> against = Stream.concat(besides, unlimited).toList();
    return Outcome.of(against, subject.clusters().size() + " clusters");
  }

  private static boolean isLimited(String haproxy) {
    long entrances = haproxy.lines().filter(line -> line.startsWith("frontend ")).count();
    long limits =
        haproxy
            .lines()
            .filter(line -> line.strip().startsWith("tcp-request connection reject"))
            .count();
    return entrances > 0 && limits >= 2 * entrances;
  }

  private record Inbound(SecurityGroupPlan group, SecurityRule rule, IpPrefix from) {}

  private static Stream<Inbound> fromAddresses(Subject subject, ClusterPlan cluster) {
    return subject.fleet().securityGroups(cluster).stream()
        .flatMap(group -> group.rules().stream().flatMap(rule -> inbound(group, rule)));
  }

  private static Stream<Inbound> inbound(SecurityGroupPlan group, SecurityRule rule) {
    return rule.direction() == Direction.INGRESS && rule.remote() instanceof Remote.Prefix range
        ? Stream.of(new Inbound(group, rule, range.prefix()))
        : Stream.empty();
  }

  private static boolean isForeseen(Subject subject, ClusterPlan cluster, Inbound one) {
    Stream<IpPrefix> ours =
        subject.clusters().stream()
            .flatMap(
                ally -> Stream.of(NodeRole.values()).flatMap(role -> ally.sources(role).stream()));
    return APIS.contains(one.rule().traffic().ports())
        && Stream.concat(cluster.adminPrefixes().stream(), ours)
            .anyMatch(known -> known.contains(one.from()));
  }

  private static boolean isEverybody(SecurityRule rule) {
    return rule.remote() instanceof Remote.Prefix range && range.prefix().length() == 0;
  }

  private static String tell(SecurityGroupPlan group, SecurityRule rule) {
    return "rule " + rule.identity() + " of " + group.name();
  }
}

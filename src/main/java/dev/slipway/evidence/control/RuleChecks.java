package dev.slipway.evidence.control;

import static java.util.function.Predicate.not;

import dev.slipway.evidence.model.RawData;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.reachability.TrafficSet;
import dev.slipway.value.AdminPrefixes;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.PrefixLimit;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Checks of the planned security group rules. */
final class RuleChecks {
  private static final TrafficSet ADMINISTRATION_APIS =
      union(
          Traffic.KUBERNETES_API,
          Traffic.TALOS_API,
          Traffic.CONFIGURATION_1,
          Traffic.CONFIGURATION_2,
          Traffic.AUDIT_STORE);

  private static final TrafficSet INTERNET_EGRESS =
      union(Traffic.HTTPS, Traffic.NTP, Traffic.DNS_UDP, Traffic.DNS_TCP);

  static final Check CLOSED_TO_THE_INTERNET =
      new Check(
          "closed-to-the-internet",
          EvidenceSource.PLAN,
          "the planned rules let servers accept connections from outside their environment only"
              + " from a counted, small number of addresses",
          "each prefix of an inbound rule has length /%d or longer (IPv6: /%d), and those outside the"
                  .formatted(PrefixLimit.CLIENTS.ipv4(), PrefixLimit.CLIENTS.ipv6())
              + " environment have together at most %d IPv4 addresses for each cluster"
                  .formatted(AdminPrefixes.MOST_IPV4_ADDRESSES),
          List.of(RawData.GROUPS),
          input -> closedToTheInternet(input.clusters()));

  static final Check NAMED_EGRESS =
      new Check(
          "named-egress",
          EvidenceSource.PLAN,
          "the planned rules let servers connect to the whole Internet for DNS, NTP and HTTPS only",
          "each outbound rule that covers all addresses has the ports of DNS, NTP or HTTPS",
          List.of(RawData.GROUPS),
          input -> namedEgress(input.clusters()));

  static final Check ADMINISTRATION =
      new Check(
          "administration-from-jump-hosts",
          EvidenceSource.PLAN,
          "from outside a cluster, the planned rules admit only jump hosts and clusters of the same"
              + " environment, and only to the Kubernetes API, the Talos API, the configuration of"
              + " load balancers and the log store",
          "each inbound rule with a prefix outside the cluster's network: the prefix is a jump"
              + " host's or belongs to clusters of this environment, and the port is that of the"
              + " Kubernetes API, the Talos API, the configuration of load balancers or the log"
              + " store",
          List.of(RawData.GROUPS, RawData.STACK_FILES),
          input -> administration(input.clusters()));

  static final Check SINGLE_INGRESS_POINT =
      new Check(
          "single-ingress-point",
          EvidenceSource.PLAN,
          "the planned rules admit connections from outside a cluster at one role of servers only:"
              + " the load balancer, or the control plane behind a load balancer of the cloud",
          "no other server has an inbound rule with a prefix outside the cluster's network",
          List.of(RawData.GROUPS, RawData.CLUSTERS),
          input -> singleIngressPoint(input.clusters()));

  private RuleChecks() {}

  private static TrafficSet union(Traffic... all) {
    return TrafficSet.union(Stream.of(all).map(TrafficSet::of));
  }

  static Outcome closedToTheInternet(List<ClusterPlan> clusters) {
    List<String> failures = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    for (ClusterPlan cluster : clusters) {
      List<Inbound> outside = fromOutside(cluster).toList();
      outside.stream()
          .filter(one -> PrefixLimit.CLIENTS.isTooLarge(one.from()))
          .map(one -> text(one.group(), one.rule()) + " admits too large a prefix")
          .forEach(failures::add);
      List<IpPrefix> environment = environmentAddresses(clusters);
      long addresses =
          AdminPrefixes.ipv4Addresses(
              outside.stream().map(Inbound::from).filter(not(environment::contains)).toList());
      if (addresses > AdminPrefixes.MOST_IPV4_ADDRESSES) {
        failures.add(cluster.name() + " admits " + addresses + " IPv4 addresses");
      }
      counts.add(cluster.name() + " " + addresses);
    }
    return Outcome.of(failures, "IPv4 addresses outside: " + String.join(", ", counts));
  }

  static Outcome namedEgress(List<ClusterPlan> clusters) {
    return noRule(
        clusters,
        rule ->
            rule.direction() == Direction.EGRESS
                && isInternet(rule)
                && !INTERNET_EGRESS.contains(TrafficSet.of(rule.traffic())),
        "allows other connections to the whole Internet");
  }

  private static Outcome noRule(
      List<ClusterPlan> clusters, Predicate<SecurityRule> isWrong, String failure) {
    List<SecurityGroupPlan> groups =
        clusters.stream().flatMap(cluster -> cluster.securityGroups().stream()).toList();
    List<String> failures =
        groups.stream()
            .flatMap(group -> group.rules().stream().filter(isWrong).map(rule -> text(group, rule)))
            .map(rule -> rule + " " + failure)
            .toList();
    int count = groups.stream().mapToInt(group -> group.rules().size()).sum();
    return Outcome.of(failures, "%d rules of %d security groups".formatted(count, groups.size()));
  }

  static Outcome administration(List<ClusterPlan> clusters) {
    List<String> failures =
        clusters.stream()
            .flatMap(
                cluster ->
                    fromOutside(cluster)
                        .filter(one -> !isExpected(clusters, cluster, one))
                        .map(one -> text(one.group(), one.rule()) + " is not expected"))
            .toList();
    List<String> jumpHosts =
        clusters.stream()
            .flatMap(cluster -> cluster.adminPrefixes().stream())
            .map(IpPrefix::toString)
            .distinct()
            .toList();
    return Outcome.of(failures, "jump hosts: " + String.join(", ", jumpHosts));
  }

  static Outcome singleIngressPoint(List<ClusterPlan> clusters) {
    List<String> failures =
        clusters.stream()
            .flatMap(
                cluster ->
                    fromOutside(cluster)
                        .filter(one -> !one.group().name().equals(ingressPoint(cluster)))
                        .map(one -> text(one.group(), one.rule()) + " bypasses the ingress point"))
            .toList();
    List<String> ingressPoints = clusters.stream().map(RuleChecks::ingressPoint).toList();
    return Outcome.of(failures, "ingress points: " + String.join(", ", ingressPoints));
  }

  private static String ingressPoint(ClusterPlan cluster) {
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

  /** Compares with the stack files' values; a wrong label in the plan has no effect. */
  private static boolean isExpected(List<ClusterPlan> clusters, ClusterPlan cluster, Inbound one) {
    List<IpPrefix> expected =
        Stream.concat(cluster.adminPrefixes().stream(), environmentAddresses(clusters).stream())
            .toList();
    return ADMINISTRATION_APIS.contains(TrafficSet.of(one.rule().traffic()))
        && IpPrefix.merge(expected).stream().anyMatch(range -> range.contains(one.from()));
  }

  private static List<IpPrefix> environmentAddresses(List<ClusterPlan> clusters) {
    return clusters.stream()
        .flatMap(
            cluster ->
                Stream.of(ServerRole.values())
                    .flatMap(role -> cluster.sourceAddresses(role).stream()))
        .toList();
  }

  private static boolean isInternet(SecurityRule rule) {
    return rule.remote() instanceof Remote.Prefix range && range.prefix().length() == 0;
  }

  private static String text(SecurityGroupPlan group, SecurityRule rule) {
    return "rule " + rule.key() + " of " + group.name();
  }
}

package dev.slipway.report;

import dev.slipway.document.Json;
import dev.slipway.document.Markdown;
import dev.slipway.plan.identity.AccessMatrix;
import dev.slipway.plan.identity.Permissions;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.ListenerPlan;
import dev.slipway.plan.model.MachineConfigPatch;
import dev.slipway.plan.model.OwnRole;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.OutsideService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Markdown report of one stack's plan, for reviewers. */
public final class PlanReport {
  private final FleetPlan fleet;
  private final ClusterPlan plan;
  private final Markdown text = new Markdown();

  private PlanReport(FleetPlan fleet, ClusterPlan plan) {
    this.fleet = fleet;
    this.plan = plan;
  }

  /** Returns the report for {@code plan}, which belongs to {@code fleet}. */
  public static String of(FleetPlan fleet, ClusterPlan plan) {
    PlanReport report = new PlanReport(fleet, plan);
    report.summary();
    report.addresses();
    report.connections();
    report.reachability();
    report.securityGroups();
    report.listeners();
    report.patches();
    report.roles();
    return report.text.toString();
  }

  private void summary() {
    text.heading(1, "%s (%s)".formatted(plan.name(), plan.kind().text()));
    text.block(
        "Environment %s, datacenter %s, cloud %s, Kubernetes %s on Talos %s with Cilium %s%s.%s"
            .formatted(
                plan.environment().text(),
                plan.datacenter(),
                plan.cloud(),
                plan.kubernetes(),
                plan.talos(),
                plan.cilium().version(),
                plan.cilium().usesWireGuard() ? ", which encrypts packets between pods" : "",
                plan.diskEncryption().isEnabled()
                    ? " Disks of nodes are encrypted: %s.".formatted(plan.diskEncryption())
                    : ""));
  }

  private void addresses() {
    text.heading(2, "Addresses");
    text.table(
        List.of("server", "address", "flavor", "image"),
        Stream.concat(plan.endpoint().servers().stream(), plan.nodes().stream())
            .map(PlanReport::row)
            .toList());
    text.block(api() + " " + network());
  }

  private static List<String> row(ServerPlan server) {
    return List.of(
        server.name().toString(),
        server.address().toString(),
        server.pool().flavor().toString(),
        server.pool().image().toString());
  }

  private String api() {
    EndpointPlan endpoint = plan.endpoint();
    String octavia =
        endpoint instanceof EndpointPlan.Octavia one
            ? ", on Octavia's provider %s at %s".formatted(one.provider().text(), one.address())
            : "";
    return "API: %s (%s)%s.".formatted(endpoint.externalUrl(), endpoint.dnsName(), octavia);
  }

  private String network() {
    return plan.network()
        .router()
        .map(
            router ->
                "Servers in %s use the external address %s."
                    .formatted(plan.network().cidr(), router.externalIp()))
        .orElse(
            "Servers share the network \"%s\" and use their own IPv4 and IPv6 addresses."
                .formatted(plan.network().name()));
  }

  private void connections() {
    text.heading(2, "Allowed connections");
    text.table(
        List.of("from", "to", "traffic", "reason"),
        fleet.connections(plan).stream().map(PlanReport::row).toList());
  }

  private static List<String> row(Connection one) {
    return List.of(
        one.from().toString(), one.to().toString(), one.traffic().toString(), one.reason());
  }

  private void reachability() {
    ReachabilityAnswers answers = ReachabilityAnswers.of(fleet, plan);
    text.heading(2, "Reachability");
    answer("From the Internet", answers.fromInternet());
    answer("From known external addresses", answers.fromKnownAddresses());
    answer("To the Internet", answers.toInternet());
    answer("To known external addresses", answers.toKnownAddresses());
    answer("From other environments, through any number of hosts", answers.fromOtherEnvironments());
    text.block(
        "Verified for servers of the fleet. The verification ends at these hosts outside of it; a"
            + " path through one of them is not excluded:");
    text.list(
        OutsideService.of(fleet).stream()
            .filter(one -> one.users().contains(plan.environment()))
            .map(one -> Markdown.plain(outside(one)))
            .toList());
  }

  private static String outside(OutsideService one) {
    String access =
        one.access().stream()
            .map(
                side ->
                    "%s to it: %s; it to %1$s: %s"
                        .formatted(side.environment().text(), side.to(), side.from()))
            .collect(Collectors.joining("; "));
    return "%s, %s. %s. %s.".formatted(one, one.usedBy(), access, capitalized(one.kind().trust()));
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private void answer(String title, List<String> lines) {
    text.heading(3, title);
    if (lines.isEmpty()) {
      text.block("None.");
    } else {
      text.list(lines.stream().map(Markdown::plain).toList());
    }
  }

  private void securityGroups() {
    List<SecurityGroupPlan> groups = plan.securityGroups();
    text.heading(2, "Security groups");
    text.table(
        List.of("group", "rules"),
        groups.stream()
            .map(group -> List.of(group.name(), String.valueOf(group.rules().size())))
            .toList());
    text.block(
        "%d rules in total; %d with a rule of its own for each connection and IP version."
            .formatted(
                groups.stream().mapToInt(group -> group.rules().size()).sum(),
                fleet.unmergedRuleCount(plan)));
  }

  private void listeners() {
    List<ListenerPlan> listeners = plan.listeners();
    if (!listeners.isEmpty()) {
      text.heading(2, "Listeners");
      text.table(
          List.of("listener", "traffic", "allowed"),
          listeners.stream()
              .map(one -> List.of(one.name(), one.traffic().toString(), allowed(one)))
              .toList());
    }
  }

  private static String allowed(ListenerPlan listener) {
    return listener.allowed().isEmpty()
        ? "sources that the control plane's security group allows"
        : listener.allowed().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** The documents that the program adds; equal ones of several servers are one row. */
  private void patches() {
    Map<List<String>, String> servers =
        plan.patches().stream()
            .collect(
                Collectors.groupingBy(
                    patch -> List.of(patch.source(), Json.write(patch.document())),
                    LinkedHashMap::new,
                    Collectors.mapping(MachineConfigPatch::server, Collectors.joining(", "))));
    if (!servers.isEmpty()) {
      text.heading(2, "Patches of machine configs");
      text.table(
          List.of("patch", "document", "servers"),
          servers.entrySet().stream()
              .map(one -> List.of(one.getKey().get(0), one.getKey().get(1), one.getValue()))
              .toList());
    }
  }

  private void roles() {
    List<Role> roles = Roles.of(plan);
    text.heading(2, "Roles");
    text.table(
        List.of("Zitadel role", "Kubernetes"),
        roles.stream().map((Role role) -> List.of(role.key(), clusterRoles(role))).toList());
    text.table(AccessMatrix.head(roles), AccessMatrix.rows(roles));
    if (!plan.ownRoles().isEmpty()) {
      text.heading(3, "Rules of the program's roles");
      text.table(
          List.of("role", "API group", "resources", "verbs"),
          plan.ownRoles().stream().flatMap(PlanReport::rules).toList());
    }
  }

  private static Stream<List<String>> rules(OwnRole role) {
    return role.rules().stream()
        .map(
            rule ->
                List.of(
                    role.key(),
                    rule.apiGroup(),
                    String.join(", ", rule.resources()),
                    String.join(", ", rule.verbs())));
  }

  private static String clusterRoles(Role role) {
    Stream<String> own =
        role.inOwnNamespaces().stream().map(one -> one.name() + " in own namespaces");
    return Stream.concat(role.everywhere().stream().map(Permissions::name), own)
        .collect(Collectors.joining(", "));
  }
}

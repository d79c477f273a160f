package dev.slipway.report;

import static dev.slipway.report.Table.row;
import static dev.slipway.report.Table.table;

import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.ListenerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One stack's plan as Markdown, for a reviewer. */
public final class PlanReport {
  private PlanReport() {}

  /** The report of {@code plan}, which belongs to {@code fleet}. */
  public static String of(FleetPlan fleet, ClusterPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + plan.name() + " (" + plan.kind().text() + ")");
    lines.add("");
    lines.add(
        "Environment "
            + plan.environment().text()
            + ", datacenter "
            + plan.datacenter()
            + ", cloud "
            + plan.cloud()
            + ", Kubernetes "
            + plan.kubernetes()
            + " on Talos "
            + plan.talos()
            + " with Cilium "
            + plan.cilium().version()
            + ".");
    addresses(plan, lines);
    connections(fleet.connections(plan), lines);
    outside(fleet, plan, lines);
    groups(fleet, plan, lines);
    listeners(fleet.listeners(plan), lines);
    roles(lines);
    return String.join("\n", lines) + "\n";
  }

  private static void addresses(ClusterPlan plan, List<String> lines) {
    table(lines, "Addresses", "server", "address", "flavor", "image");
    plan.endpoint().servers().forEach(server -> server(lines, server));
    plan.nodes().forEach(node -> server(lines, node));
    lines.add("");
    lines.add(api(plan) + " " + network(plan));
  }

  private static String api(ClusterPlan plan) {
    String octavia =
        plan.endpoint()
            .octavia()
            .map(one -> ", by Octavia's " + one.text() + " at " + plan.endpoint().address())
            .orElse("");
    return "API: "
        + plan.endpoint().externalUrl()
        + " ("
        + plan.endpoint().dnsName()
        + ")"
        + octavia
        + ".";
  }

  private static String network(ClusterPlan plan) {
    return plan.network()
        .router()
        .map(router -> "leave " + plan.network().cidr() + " as " + router.externalIp())
        .map(how -> "Servers " + how + ".")
        .orElse(
            "Servers are among others' in network \""
                + plan.network().name()
                + "\" and are seen by their own addresses, of IPv6 too.");
  }

  private static void server(List<String> lines, ServerPlan node) {
    row(lines, node.name(), node.address(), node.pool().flavor(), node.pool().image());
  }

  private static void connections(List<Connection> connections, List<String> lines) {
    table(lines, "Who may reach whom", "from", "to", "traffic", "because");
    connections.forEach(one -> row(lines, one.from(), one.to(), one.traffic(), one.because()));
  }

  private static void outside(FleetPlan fleet, ClusterPlan plan, List<String> lines) {
    table(lines, "Beyond the cluster", "question", "answer");
    ReachabilityAnswers answers = ReachabilityAnswers.of(fleet, plan);
    row(lines, "what the Internet may reach", answers.fromInternet());
    row(lines, "what named addresses may reach", answers.fromNamed());
    row(lines, "what may reach the Internet", answers.toInternet());
    row(lines, "which named addresses may be reached", answers.toNamed());
    row(lines, "reachable from other environments, in any number of steps", answers.crossings());
  }

  private static void groups(FleetPlan fleet, ClusterPlan plan, List<String> lines) {
    List<SecurityGroupPlan> groups = fleet.securityGroups(plan);
    table(lines, "Security groups", "group", "rules");
    groups.forEach(group -> row(lines, group.name(), group.rules().size()));
    lines.add("");
    lines.add(
        "Together "
            + groups.stream().mapToInt(group -> group.rules().size()).sum()
            + " rules; "
            + fleet.unmergedRuleCount(plan)
            + " if each sentence had its own, in both IP versions.");
  }

  private static void listeners(List<ListenerPlan> listeners, List<String> lines) {
    if (!listeners.isEmpty()) {
      table(lines, "Listeners", "listener", "traffic", "allowed");
      listeners.forEach(one -> row(lines, one.name(), one.traffic(), allowed(one)));
    }
  }

  private static String allowed(ListenerPlan listener) {
    return listener.allowed().isEmpty()
        ? "whom the control plane's group lets in"
        : listener.allowed().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static void roles(List<String> lines) {
    table(lines, "Roles", "Zitadel role", "Kubernetes", "ArgoCD");
    for (Role role : Roles.ALL) {
      row(lines, role.key(), String.join(", ", role.clusterRoles()), role.argocdRole());
    }
  }
}

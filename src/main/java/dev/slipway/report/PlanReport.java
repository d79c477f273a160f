package dev.slipway.report;

import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.FleetPlan;
import dev.slipway.plan.cluster.NodePlan;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.security.Connection;
import dev.slipway.plan.security.SecurityGroupPlan;
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
            + ".");
    addresses(plan, lines);
    connections(fleet.connections(plan), lines);
    groups(fleet.securityGroups(plan), lines);
    roles(lines);
    return String.join("\n", lines) + "\n";
  }

  private static void addresses(ClusterPlan plan, List<String> lines) {
    table(lines, "Addresses", "server", "address", "flavor", "image");
    plan.endpoint().servers().forEach(server -> row(lines, server));
    plan.nodes().forEach(node -> row(lines, node));
    lines.add("");
    lines.add(
        "API: "
            + plan.endpoint().outerUrl()
            + " ("
            + plan.endpoint().dnsName()
            + "). Servers leave"
            + " "
            + plan.network().prefix()
            + " as "
            + plan.network().egressAddress()
            + ".");
  }

  private static void row(List<String> lines, NodePlan node) {
    row(lines, node.name(), node.address(), node.pool().flavor(), node.pool().image());
  }

  private static void connections(List<Connection> connections, List<String> lines) {
    table(lines, "Who may reach whom", "from", "to", "traffic", "because");
    connections.forEach(one -> row(lines, one.from(), one.to(), one.traffic(), one.because()));
  }

  private static void groups(List<SecurityGroupPlan> groups, List<String> lines) {
    table(lines, "Security groups", "group", "rules");
    groups.forEach(group -> row(lines, group.name(), group.rules().size()));
  }

  private static void roles(List<String> lines) {
    table(lines, "Roles", "Zitadel role", "Kubernetes", "ArgoCD");
    for (Role role : Roles.ALL) {
      row(lines, role.key(), String.join(", ", role.clusterRoles()), role.argocdRole());
    }
  }

  private static void table(List<String> lines, String title, Object... columns) {
    lines.add("");
    lines.add("## " + title);
    lines.add("");
    row(lines, columns);
    lines.add("|" + " --- |".repeat(columns.length));
  }

  private static void row(List<String> lines, Object... cells) {
    lines.add(
        java.util.Arrays.stream(cells)
            .map(String::valueOf)
            .collect(Collectors.joining(" | ", "| ", " |")));
  }
}

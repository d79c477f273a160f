package dev.slipway.report;

import dev.slipway.plan.identity.Permissions;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.ListenerPlan;
import dev.slipway.plan.model.MachineConfigPatch;
import dev.slipway.plan.model.NetworkPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The plan of one stack, for programs. docs/output.md lists the fields. */
public final class PlanDocument {
  private PlanDocument() {}

  /** Returns the document of {@code plan}, which belongs to {@code fleet}. */
  public static Map<String, Object> of(FleetPlan fleet, ClusterPlan plan) {
    Map<String, Object> document = new TreeMap<>(summary(plan));
    document.put("network", network(plan.network()));
    document.put("servers", rows(plan.servers(), PlanDocument::server));
    document.put("connections", rows(fleet.connections(plan), PlanDocument::connection));
    document.put("reachability", reachability(ReachabilityAnswers.of(fleet, plan)));
    document.put("securityGroups", rows(plan.securityGroups(), PlanDocument::group));
    document.put("listeners", rows(plan.listeners(), PlanDocument::listener));
    document.put("patches", rows(plan.patches(), PlanDocument::patch));
    document.put("roles", rows(Roles.of(plan), PlanDocument::role));
    return document;
  }

  private static <T> List<Map<String, Object>> rows(
      List<T> values, Function<T, Map<String, Object>> row) {
    return values.stream().map(row).toList();
  }

  private static Map<String, Object> summary(ClusterPlan plan) {
    return Map.of(
        "stack", plan.name().text(),
        "kind", plan.kind().text(),
        "environment", plan.environment().text(),
        "datacenter", plan.datacenter().text(),
        "cloud", plan.cloud(),
        "versions",
            Map.of(
                "kubernetes", plan.kubernetes().toString(),
                "talos", plan.talos().toString(),
                "cilium", plan.cilium().version().toString()),
        "api",
            Map.of(
                "url", plan.endpoint().externalUrl(),
                "dnsName", plan.endpoint().dnsName().toString(),
                "address", plan.endpoint().address().toString()));
  }

  private static Map<String, Object> network(NetworkPlan network) {
    Map<String, Object> fields =
        new TreeMap<>(
            Map.of(
                "name", network.name(),
                "cidr", network.cidr().toString(),
                "shared", network.isShared()));
    network
        .router()
        .ifPresent(router -> fields.put("externalAddress", router.externalIp().toString()));
    return fields;
  }

  private static Map<String, Object> server(ServerPlan server) {
    return Map.of(
        "name", server.name(),
        "role", server.role().text(),
        "pool", server.pool().name(),
        "address", server.address().toString(),
        "flavor", server.pool().flavor(),
        "image", server.pool().image().toString());
  }

  private static Map<String, Object> connection(Connection connection) {
    return Map.of(
        "from", connection.from().toString(),
        "to", connection.to().toString(),
        "traffic", connection.traffic().toString(),
        "reason", connection.reason());
  }

  private static Map<String, Object> reachability(ReachabilityAnswers answers) {
    return Map.of(
        "fromInternet", answers.fromInternet(),
        "fromKnownAddresses", answers.fromKnownAddresses(),
        "toInternet", answers.toInternet(),
        "toKnownAddresses", answers.toKnownAddresses(),
        "fromOtherEnvironments", answers.fromOtherEnvironments());
  }

  private static Map<String, Object> group(SecurityGroupPlan group) {
    return Map.of("name", group.name(), "rules", rows(group.rules(), PlanDocument::rule));
  }

  private static Map<String, Object> rule(SecurityRule rule) {
    return Map.of(
        "direction", rule.direction().name().toLowerCase(Locale.ROOT),
        "ipVersion", rule.ipVersion(),
        "traffic", rule.traffic().toString(),
        "remote", rule.remote().toString(),
        "reasons", rule.reasons());
  }

  private static Map<String, Object> listener(ListenerPlan listener) {
    return Map.of(
        "name", listener.name(),
        "traffic", listener.traffic().toString(),
        "allowed", listener.allowed().stream().map(Object::toString).toList());
  }

  private static Map<String, Object> patch(MachineConfigPatch patch) {
    return Map.of("source", patch.source(), "server", patch.server(), "document", patch.document());
  }

  private static Map<String, Object> role(Role role) {
    return Map.of(
        "key", role.key(),
        "everywhere", role.everywhere().stream().map(Permissions::name).toList(),
        "inOwnNamespaces", role.inOwnNamespaces().stream().map(Permissions::name).toList());
  }
}

package dev.slipway.evidence.model;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.MachineConfigPatch;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.reachability.OutsideService;
import dev.slipway.value.Environment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Parts of the plan as documents, for {@link RawData}. */
final class PlanDocuments {
  private PlanDocuments() {}

  static Map<String, Object> cluster(ClusterPlan one) {
    Map<String, Object> document = new TreeMap<>(identity(one));
    document.put("servers", one.servers().stream().map(PlanDocuments::server).toList());
    document.put("patches", one.patches().stream().map(PlanDocuments::patch).toList());
    return document;
  }

  private static Map<String, Object> identity(ClusterPlan one) {
    return Map.of(
        "stack", one.name().text(),
        "kind", one.kind().text(),
        "environment", one.environment().text(),
        "datacenter", one.datacenter().text(),
        "cloud", one.cloud(),
        "networkCidr", one.network().cidr().toString(),
        "sourceAddresses",
            one.sourceAddresses(ServerRole.WORKER).stream().map(Object::toString).sorted().toList(),
        "apiAddress", one.endpoint().externalAddress().toString(),
        "audience", one.identity().audience());
  }

  private static Map<String, Object> patch(MachineConfigPatch one) {
    return Map.of("source", one.source(), "server", one.server(), "document", one.document());
  }

  private static Map<String, String> server(ServerPlan one) {
    return Map.of(
        "name", one.name(), "role", one.role().text(), "address", one.address().toString());
  }

  static Map<String, String> connection(Connection one) {
    return Map.of(
        "from", one.from().toString(),
        "to", one.to().toString(),
        "traffic", one.traffic().toString(),
        "reason", one.reason());
  }

  static Map<String, Object> outsideService(OutsideService one) {
    return Map.of(
        "kind", one.kind().text(),
        "name", one.name(),
        "trust", one.kind().trust(),
        "usedBy", one.users().stream().map(Environment::text).toList(),
        "access", one.access().stream().map(PlanDocuments::access).toList());
  }

  private static Map<String, String> access(OutsideService.Access one) {
    return Map.of(
        "environment", one.environment().text(),
        "to", one.to().toString(),
        "from", one.from().toString());
  }

  static List<Map<String, Object>> rules(SecurityGroupPlan group) {
    return group.rules().stream().map(PlanDocuments::rule).toList();
  }

  private static Map<String, Object> rule(SecurityRule one) {
    return Map.of(
        "direction", one.direction().name().toLowerCase(Locale.ROOT),
        "ipVersion", one.ipVersion(),
        "traffic", one.traffic().protocolAndPorts(),
        "remote", one.remote().toString(),
        "description", one.description());
  }
}

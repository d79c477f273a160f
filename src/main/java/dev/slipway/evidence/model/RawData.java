package dev.slipway.evidence.model;

import dev.slipway.document.Json;
import dev.slipway.plan.cluster.HaproxyConfig;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.AllowedConnections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the checks looked at, as files: name to content. The same subject gives the same text. */
public final class RawData {
  public static final String STACK_FILES = "data/stack-files.json";
  public static final String CLUSTERS = "data/clusters.json";
  public static final String CONNECTIONS = "data/connections.json";
  public static final String GROUPS = "data/security-groups.json";
  public static final String PROOF = "data/proof.json";
  public static final String API_SERVERS = "data/api-servers.json";
  public static final String LOAD_BALANCERS = "data/load-balancers.json";
  public static final String ROLES = "data/roles.json";
  public static final String DRIFT = "data/drift.json";
  public static final String LIVE_PROOF = "data/live-proof.json";
  public static final String LIVE = "data/live-*.json";
  public static final String PACKETS = "data/packets.json";

  private RawData() {}

  /** In the order of the chain. */
  public static Map<String, String> files(EvidenceInput subject) {
    Map<String, Object> documents = new LinkedHashMap<>();
    List<ClusterPlan> fleet = subject.fleet().clusters();
    documents.put(STACK_FILES, subject.stackFiles().stream().map(RawData::stackFile).toList());
    documents.put(CLUSTERS, fleet.stream().map(RawData::cluster).toList());
    documents.put(
        CONNECTIONS, AllowedConnections.of(fleet).stream().map(RawData::connection).toList());
    documents.put(GROUPS, byStack(fleet, RawData::groups));
    documents.put(PROOF, subject.proof().document());
    documents.put(API_SERVERS, byStack(subject.clusters(), ApiServers::document));
    List<ClusterPlan> balancing =
        subject.clusters().stream()
            .filter(one -> one.endpoint() instanceof EndpointPlan.Haproxy)
            .toList();
    documents.put(LOAD_BALANCERS, byStack(balancing, HaproxyConfig::text));
    documents.put(ROLES, roles());
    live(subject, documents);
    Map<String, String> files = new LinkedHashMap<>();
    documents.forEach((name, document) -> files.put(name, Json.indented(document)));
    subject.packets().ifPresent(packets -> files.put(PACKETS, packets.text()));
    return files;
  }

  private static void live(EvidenceInput subject, Map<String, Object> documents) {
    List<LiveStack> asked =
        subject.live().stream().filter(stack -> stack.error().isEmpty()).toList();
    if (!asked.isEmpty()) {
      documents.put(DRIFT, byName(asked, LiveStack::findings));
    }
    List<LiveStack> proved = asked.stream().filter(stack -> stack.proof().isPresent()).toList();
    if (!proved.isEmpty()) {
      documents.put(LIVE_PROOF, byName(proved, stack -> stack.proof().orElseThrow().document()));
    }
    asked.forEach(stack -> documents.put(LIVE.replace("*", stack.stack().text()), stack.raw()));
  }

  private static <T> Map<String, T> byName(List<LiveStack> stacks, Function<LiveStack, T> part) {
    return stacks.stream().collect(Collectors.toMap(stack -> stack.stack().text(), part));
  }

  private static <T> Map<String, T> byStack(
      List<ClusterPlan> clusters, Function<ClusterPlan, T> part) {
    return clusters.stream().collect(Collectors.toMap(cluster -> cluster.name().text(), part));
  }

  private static Map<String, String> stackFile(StackFileDigest one) {
    return Map.of(
        "stack", one.stack().text(), "file", one.file(), "sha256", one.sha256().toString());
  }

  private static Map<String, Object> cluster(ClusterPlan one) {
    return Map.of(
        "stack", one.name().text(),
        "kind", one.kind().text(),
        "environment", one.environment().text(),
        "datacenter", one.datacenter().text(),
        "cloud", one.cloud(),
        "network", one.network().cidr().toString(),
        "seenFrom",
            one.sourceAddresses(ServerRole.WORKER).stream().map(Object::toString).sorted().toList(),
        "apiAddress", one.endpoint().externalAddress().toString(),
        "audience", one.identity().audience(),
        "servers", one.servers().stream().map(RawData::server).toList());
  }

  private static Map<String, String> server(ServerPlan one) {
    return Map.of(
        "name", one.name(), "role", one.role().text(), "address", one.address().toString());
  }

  private static Map<String, String> connection(Connection one) {
    return Map.of(
        "from", one.from().toString(),
        "to", one.to().toString(),
        "traffic", one.traffic().toString(),
        "because", one.because());
  }

  private static Map<String, Object> groups(ClusterPlan cluster) {
    return cluster.securityGroups().stream()
        .collect(Collectors.toMap(SecurityGroupPlan::name, RawData::rules));
  }

  private static List<Map<String, Object>> rules(SecurityGroupPlan group) {
    List<Map<String, Object>> rules = new ArrayList<>();
    for (SecurityRule one : group.rules()) {
      rules.add(
          Map.of(
              "direction", one.direction().name().toLowerCase(Locale.ROOT),
              "ipVersion", one.ipVersion(),
              "traffic", one.traffic().protocolAndPorts(),
              "remote", one.remote().toString(),
              "description", one.description()));
    }
    return rules;
  }

  private static Map<String, Object> roles() {
    Function<Role, Map<String, Object>> row =
        role ->
            Map.of(
                "role", role.key(),
                "kubernetes", role.clusterRoles(),
                "argocd", role.argocdRole());
    return Map.of(
        "roles", Roles.ALL.stream().map(row).toList(), "auditorReads", Roles.AUDITOR_READS);
  }
}

package dev.slipway.evidence.model;

import dev.slipway.document.Json;
import dev.slipway.drift.Finding;
import dev.slipway.plan.cluster.HaproxyConfig;
import dev.slipway.plan.identity.AccessMatrix;
import dev.slipway.plan.identity.Capability;
import dev.slipway.plan.identity.Permissions;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.security.reachability.OutsideService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The data that checks read, as files. Equal inputs give equal texts. */
public final class RawData {
  public static final String STACK_FILES = "data/stack-files.json";
  public static final String CLUSTERS = "data/clusters.json";
  public static final String CONNECTIONS = "data/connections.json";
  public static final String GROUPS = "data/security-groups.json";
  public static final String OUTSIDE_SERVICES = "data/outside-services.json";
  public static final String REACHABILITY = "data/reachability.json";
  public static final String API_SERVERS = "data/api-servers.json";
  public static final String LOAD_BALANCERS = "data/load-balancers.json";
  public static final String ROLES = "data/roles.json";
  public static final String DRIFT = "data/drift.json";
  public static final String LIVE_REACHABILITY = "data/live-reachability.json";
  public static final String PACKETS = "data/packets.json";
  public static final String REPOSITORY = "data/repository.json";
  public static final String AUDIT = "data/audit.json";

  /** One file per stack. */
  public static final String CLOUD_RESPONSES = "data/cloud/*.json";

  private RawData() {}

  /** Returns the files, name to content, in the order of the hash chain. */
  public static Map<String, String> files(EvidenceInput input) {
    Map<String, Object> documents = new LinkedHashMap<>();
    List<ClusterPlan> fleet = input.fleet().clusters();
    documents.put(STACK_FILES, input.stackFiles().stream().map(RawData::stackFile).toList());
    documents.put(CLUSTERS, fleet.stream().map(PlanDocuments::cluster).toList());
    documents.put(
        CONNECTIONS, input.fleet().connections().stream().map(PlanDocuments::connection).toList());
    documents.put(GROUPS, byStack(fleet, RawData::groups));
    documents.put(REACHABILITY, input.reachability().document());
    documents.put(
        OUTSIDE_SERVICES,
        OutsideService.of(input.fleet()).stream().map(PlanDocuments::outsideService).toList());
    documents.put(API_SERVERS, byStack(input.clusters(), RawData::apiServers));
    List<ClusterPlan> withHaproxy =
        input.clusters().stream()
            .filter(one -> one.endpoint() instanceof EndpointPlan.Haproxy)
            .toList();
    documents.put(LOAD_BALANCERS, byStack(withHaproxy, HaproxyConfig::text));
    documents.put(ROLES, roles(Roles.of(fleet.get(0))));
    addLiveData(input, documents);
    Map<String, String> files = new LinkedHashMap<>();
    documents.forEach((name, document) -> files.put(name, Json.indented(document)));
    input.packets().ifPresent(packets -> files.put(PACKETS, packets.text()));
    input.repository().ifPresent(state -> files.put(REPOSITORY, state.text()));
    input.audit().ifPresent(state -> files.put(AUDIT, state.text()));
    return files;
  }

  private static void addLiveData(EvidenceInput input, Map<String, Object> documents) {
    List<LiveStack> reached =
        input.live().stream().filter(stack -> stack.error().isEmpty()).toList();
    if (!reached.isEmpty()) {
      documents.put(
          DRIFT,
          byName(reached, stack -> stack.findings().stream().map(Finding::document).toList()));
    }
    List<LiveStack> analysed =
        reached.stream().filter(stack -> stack.reachability().isPresent()).toList();
    if (!analysed.isEmpty()) {
      documents.put(
          LIVE_REACHABILITY,
          byName(analysed, stack -> stack.reachability().orElseThrow().document()));
    }
    reached.forEach(
        stack ->
            documents.put(CLOUD_RESPONSES.replace("*", stack.stack().text()), stack.responses()));
  }

  private static <T> Map<String, T> byName(List<LiveStack> stacks, Function<LiveStack, T> part) {
    return stacks.stream().collect(Collectors.toMap(stack -> stack.stack().text(), part));
  }

  private static <T> Map<String, T> byStack(
      List<ClusterPlan> clusters, Function<ClusterPlan, T> part) {
    return clusters.stream().collect(Collectors.toMap(cluster -> cluster.name().text(), part));
  }

  private static Map<String, String> stackFile(EvidenceInput.StackFileDigest one) {
    return Map.of(
        "stack", one.stack().text(), "file", one.file(), "sha256", one.sha256().toString());
  }

  private static Map<String, Object> groups(ClusterPlan cluster) {
    return cluster.securityGroups().stream()
        .collect(Collectors.toMap(SecurityGroupPlan::name, PlanDocuments::rules));
  }

  private static Map<String, Object> apiServers(ClusterPlan cluster) {
    return cluster.controlPlane().stream()
        .collect(
            Collectors.toMap(
                server -> server.name(), server -> apiServer(ApiServerConfig.of(cluster, server))));
  }

  private static Map<String, @Nullable Object> apiServer(ApiServerConfig config) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("authentication", config.authentication().value());
    document.put("auditPolicy", config.auditPolicy().value());
    return document;
  }

  private static Map<String, Object> roles(List<Role> roles) {
    Function<Role, Map<String, Object>> row =
        role ->
            Map.of(
                "role", role.key(),
                "kubernetes", names(role.everywhere()),
                "kubernetesInOwnNamespaces", names(role.inOwnNamespaces()));
    return Map.of(
        "roles", roles.stream().map(row).toList(),
        "clusterRoles", Roles.ownPermissions(roles).stream().map(RawData::clusterRole).toList(),
        "capabilities",
            AccessMatrix.capabilities().stream().map(one -> capability(one, roles)).toList());
  }

  private static Map<String, Object> clusterRole(Permissions permissions) {
    return Map.of("name", permissions.name(), "rules", permissions.grants());
  }

  private static List<String> names(List<Permissions> permissions) {
    return permissions.stream().map(Permissions::name).toList();
  }

  private static Map<String, Object> capability(Capability capability, List<Role> roles) {
    return Map.of(
        "capability", capability.text(),
        "scope", capability.scope().text(),
        "roles", roles.stream().filter(capability::isPermitted).map(Role::key).toList(),
        "rolesInPart",
            roles.stream().filter(capability::isPermittedInPart).map(Role::key).toList());
  }
}

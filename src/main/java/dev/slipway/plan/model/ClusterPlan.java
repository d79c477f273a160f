package dev.slipway.plan.model;

import dev.slipway.value.AuditLogSize;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.DnsName;
import dev.slipway.value.Environment;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.SecretsProvider;
import dev.slipway.value.StackKind;
import dev.slipway.value.StateBackend;
import dev.slipway.value.TalosVersion;
import dev.slipway.value.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One cluster, which is one stack.
 *
 * @param name name of the stack
 * @param cloud entry in clouds.yaml
 * @param project the OpenStack project of that entry
 * @param state only on an Ops Cluster whose file has it
 * @param registryMirrors by registry, the mirror that nodes try first
 * @param auditLog of each API server
 * @param auditSinks of all clusters of the environment; empty if events are not sent
 * @param argocd only on an Ops Cluster
 * @param securityGroups one for each role that has servers; empty until {@link #withSecurity}
 * @param listeners of Octavia's load balancer; empty without one, and until {@link #withSecurity}
 * @param trustedIssuer only on a Management Cluster of a fleet with its Ops Cluster
 * @param patches of machine configs, which a program adds
 * @param ownRoles roles of people that a program adds; the same for all clusters
 */
public record ClusterPlan(
    DnsLabel name,
    StackKind kind,
    Environment environment,
    DnsLabel datacenter,
    String cloud,
    Project project,
    Optional<State> state,
    NetworkPlan network,
    EndpointPlan endpoint,
    List<ServerPlan> controlPlane,
    List<ServerPlan> workers,
    Version kubernetes,
    TalosVersion talos,
    CiliumPlan cilium,
    DiskEncryptionPlan diskEncryption,
    Map<DnsName, HttpsUrl> registryMirrors,
    List<IpPrefix> adminPrefixes,
    Identity identity,
    AuditLogSize auditLog,
    Optional<AuditSinks> auditSinks,
    Optional<ArgoCdPlan> argocd,
    List<SecurityGroupPlan> securityGroups,
    List<ListenerPlan> listeners,
    Optional<TrustedIssuer> trustedIssuer,
    List<MachineConfigPatch> patches,
    List<OwnRole> ownRoles) {

  /** Copies the lists. */
  public ClusterPlan {
    controlPlane = List.copyOf(controlPlane);
    workers = List.copyOf(workers);
    adminPrefixes = List.copyOf(adminPrefixes);
    registryMirrors = Map.copyOf(registryMirrors);
    securityGroups = List.copyOf(securityGroups);
    listeners = List.copyOf(listeners);
    patches = List.copyOf(patches);
    ownRoles = List.copyOf(ownRoles);
  }

  /**
   * The OpenStack project of a cluster.
   *
   * @param region empty for the region in clouds.yaml
   * @param authUrl the URL of Keystone; empty for the one in clouds.yaml
   */
  public record Project(String id, Optional<String> region, Optional<String> authUrl) {}

  /** The backend of an environment's states, and the provider that encrypts their secrets. */
  public record State(StateBackend backend, SecretsProvider secretsProvider) {}

  /**
   * The identity provider of this cluster's API server.
   *
   * @param audience id of the Zitadel project
   * @param organization id of the Zitadel organization
   * @param clients client ids of the Zitadel applications that users sign in with
   * @param zitadel the objects in Zitadel that this stack manages
   */
  public record Identity(
      HttpsUrl issuer,
      String audience,
      String organization,
      List<String> clients,
      Optional<Zitadel> zitadel) {

    /** Copies the list. */
    public Identity {
      clients = List.copyOf(clients);
    }
  }

  /**
   * The objects in Zitadel that a stack manages.
   *
   * @param application id of the application of the command line
   * @param grants ids of users by role
   */
  public record Zitadel(String application, Map<String, List<String>> grants) {
    /** Copies the mapping. */
    public Zitadel {
      grants = Map.copyOf(grants);
    }
  }

  /**
   * Returns the same cluster with its security groups and listeners. They depend on the connections
   * of the whole fleet, so they are compiled after all clusters are planned.
   */
  public ClusterPlan withSecurity(List<SecurityGroupPlan> groups, List<ListenerPlan> compiled) {
    return with(groups, compiled, trustedIssuer, patches, ownRoles);
  }

  /** Returns the same cluster, whose API servers trust another issuer of tokens. */
  public ClusterPlan withTrustedIssuer(TrustedIssuer issuer) {
    return with(securityGroups, listeners, Optional.of(issuer), patches, ownRoles);
  }

  /** Returns the same cluster with patches of its machine configs, which were checked. */
  public ClusterPlan withPatches(List<MachineConfigPatch> checked) {
    return with(securityGroups, listeners, trustedIssuer, checked, ownRoles);
  }

  /** Returns the same cluster with roles of a program, which were checked. */
  public ClusterPlan withOwnRoles(List<OwnRole> checked) {
    return with(securityGroups, listeners, trustedIssuer, patches, checked);
  }

  /** Returns whether it has the log store that receives the environment's audit events. */
  public boolean hasAuditStore() {
    return kind == StackKind.OPS_CLUSTER && auditSinks.isPresent();
  }

  /** Returns the documents that a program adds to the machine config of a node. */
  public List<Map<String, Object>> patches(ServerPlan node) {
    return patches.stream()
        .filter(patch -> patch.server().equals(node.name()))
        .map(MachineConfigPatch::document)
        .toList();
  }

  private ClusterPlan with(
      List<SecurityGroupPlan> groups,
      List<ListenerPlan> compiled,
      Optional<TrustedIssuer> issuer,
      List<MachineConfigPatch> added,
      List<OwnRole> roles) {
    return new ClusterPlan(
        name,
        kind,
        environment,
        datacenter,
        cloud,
        project,
        state,
        network,
        endpoint,
        controlPlane,
        workers,
        kubernetes,
        talos,
        cilium,
        diskEncryption,
        registryMirrors,
        adminPrefixes,
        identity,
        auditLog,
        auditSinks,
        argocd,
        groups,
        compiled,
        issuer,
        added,
        roles);
  }

  /** Returns the rules of the security group of the servers of one role. */
  public List<SecurityRule> rules(ServerRole role) {
    return securityGroups.stream()
        .filter(group -> group.role() == role)
        .flatMap(group -> group.rules().stream())
        .toList();
  }

  /** Returns the Kubernetes nodes: the control plane, then the workers. */
  public List<ServerPlan> nodes() {
    return Stream.concat(controlPlane.stream(), workers.stream()).toList();
  }

  /** Returns all servers: the nodes, then the load balancers. */
  public List<ServerPlan> servers() {
    return Stream.concat(nodes().stream(), endpoint.servers().stream()).toList();
  }

  /** Whether a server of the cluster has the role. An amphora is a server of Octavia. */
  public boolean hasServers(ServerRole role) {
    return servers().stream().anyMatch(server -> server.role() == role);
  }

  /**
   * Returns the source addresses, after SNAT, of traffic from servers of a role to other clusters.
   * A load balancer of a pair uses the floating IP only while it is active, and the port of an
   * amphora has no floating IP; both otherwise use the router's address.
   */
  public List<IpPrefix> sourceAddresses(ServerRole role) {
    if (network.router().isEmpty()) {
      return servers().stream()
          .filter(server -> server.role() == role)
          .map(server -> server.address().toPrefix())
          .toList();
    }
    IpPrefix router = network.router().get().externalIp().toPrefix();
    IpPrefix floating = endpoint.externalAddress().toPrefix();
    if (role != ServerRole.LOAD_BALANCER) {
      return List.of(router);
    }
    return endpoint instanceof EndpointPlan.SingleHaproxy
        ? List.of(floating)
        : List.of(floating, router);
  }

  /**
   * Returns the addresses at which other clusters reach servers of a role; empty if they cannot.
   */
  public List<IpPrefix> reachableAddresses(ServerRole role) {
    return role == endpoint.ingressRole()
        ? List.of(endpoint.externalAddress().toPrefix())
        : List.of();
  }

  /** Returns whether this is the Ops Cluster of a Management Cluster. */
  public boolean manages(ClusterPlan cluster) {
    return kind == StackKind.OPS_CLUSTER
        && cluster.kind == StackKind.MANAGEMENT_CLUSTER
        && cluster.environment == environment;
  }

  /** Returns the name of the stack of the environment's Ops Cluster. */
  public String opsStackName() {
    return environment.text();
  }
}

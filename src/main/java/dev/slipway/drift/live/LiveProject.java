package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The network objects and servers of an OpenStack project at one moment.
 *
 * @param networks networks by id
 * @param addressGroups prefixes by id of the address group, shared ones included
 * @param servers Nova's servers by id
 * @param notAssessed what the cloud has no API for
 */
public record LiveProject(
    String id,
    List<LiveGroup> groups,
    List<LivePort> ports,
    List<LiveRbacPolicy> rbacPolicies,
    Map<String, Network> networks,
    List<LiveSubnet> subnets,
    List<LiveRouter> routers,
    List<LiveFloatingIp> floatingIps,
    List<LivePortForwarding> portForwardings,
    Map<String, List<String>> addressGroups,
    Map<String, Server> servers,
    List<String> notAssessed) {
  static final String SERVERS = "servers";
  static final String RBAC_POLICIES = "rbac-policies";
  static final String ADDRESS_GROUPS = "address-groups";
  static final String FLOATING_IPS = "floatingips";
  static final String PORT_FORWARDINGS = "port-forwardings";
  static final String ROUTERS = "routers";

  /** Copies the collections. */
  public LiveProject {
    groups = List.copyOf(groups);
    ports = List.copyOf(ports);
    rbacPolicies = List.copyOf(rbacPolicies);
    networks = Map.copyOf(networks);
    subnets = List.copyOf(subnets);
    routers = List.copyOf(routers);
    floatingIps = List.copyOf(floatingIps);
    portForwardings = List.copyOf(portForwardings);
    addressGroups = Map.copyOf(addressGroups);
    servers = Map.copyOf(servers);
    notAssessed = List.copyOf(notAssessed);
  }

  /** Reads a project from Neutron and Nova. */
  public static LiveProject read(OpenStackClient cloud) {
    return of(cloud.projectId(), collection -> fetch(cloud, collection));
  }

  /**
   * Creates a project from its objects.
   *
   * @param collections returns the objects of a collection by its name in the API's path; empty if
   *     the cloud has no such API
   */
  public static LiveProject of(String id, Function<String, Optional<List<JsonNode>>> collections) {
    List<String> notAssessed = new ArrayList<>();
    Function<String, List<JsonNode>> read =
        name ->
            collections
                .apply(name)
                .orElseGet(
                    () -> {
                      notAssessed.add(ProjectReader.EXTENSIONS.getOrDefault(name, name));
                      return List.of();
                    });
    return new LiveProject(
        id,
        read.apply("security-groups").stream().map(LiveGroup::of).toList(),
        read.apply("ports").stream().map(LivePort::of).toList(),
        read.apply(RBAC_POLICIES).stream().map(LiveRbacPolicy::of).toList(),
        read.apply("networks").stream().collect(Collectors.toMap(LiveProject::id, Network::of)),
        read.apply("subnets").stream().map(LiveSubnet::of).toList(),
        read.apply(ROUTERS).stream().map(LiveRouter::of).toList(),
        read.apply(FLOATING_IPS).stream().map(LiveFloatingIp::of).toList(),
        read.apply(PORT_FORWARDINGS).stream().map(LivePortForwarding::of).toList(),
        read.apply(ADDRESS_GROUPS).stream()
            .collect(Collectors.toMap(LiveProject::id, LiveProject::addresses)),
        read.apply(SERVERS).stream().collect(Collectors.toMap(LiveProject::id, Server::of)),
        notAssessed);
  }

  /** A network; {@code projectId} is its owner's, {@code created} is in ISO 8601. */
  public record Network(String name, String projectId, String created) {
    private static Network of(JsonNode network) {
      return new Network(
          network.path("name").asText(),
          network.path("project_id").asText(),
          network.path("created_at").asText(""));
    }
  }

  /** A server; {@code cluster} is the stack that created it, or empty. */
  public record Server(String name, String cluster) {
    private static Server of(JsonNode server) {
      return new Server(server.path("name").asText(), server.at("/metadata/cluster").asText(""));
    }
  }

  /** Returns whether the cloud has routers and floating IPs. */
  public boolean hasRouters() {
    return !notAssessed.contains(ProjectReader.EXTENSIONS.get(ROUTERS))
        && !notAssessed.contains(ProjectReader.EXTENSIONS.get(FLOATING_IPS));
  }

  /** Returns the name of a network, or its id if the network is not readable. */
  public String networkName(String networkId) {
    Network network = networks.get(networkId);
    return network == null ? networkId : network.name();
  }

  /** Returns the source addresses of the port's packets in other networks. */
  public List<IpPrefix> sources(LivePort port) {
    if (!isInOwnNetwork(port)) {
      return port.sourcePrefixes();
    }
    List<IpPrefix> floating = floatingAddresses(port).toList();
    return floating.isEmpty()
        ? routers.stream().flatMap(router -> router.externalAddresses().stream()).toList()
        : floating;
  }

  /** Returns the addresses at which other networks reach the port; empty if they cannot. */
  public List<IpPrefix> targets(LivePort port) {
    if (!isInOwnNetwork(port)) {
      return port.sourcePrefixes();
    }
    Stream<IpPrefix> forwarded =
        portForwardings.stream()
            .filter(one -> hasAddress(port, one.address()))
            .flatMap(
                one ->
                    floatingIps.stream()
                        .filter(floating -> floating.id().equals(one.floatingIpId()))
                        .map(LiveFloatingIp::prefix));
    return Stream.concat(floatingAddresses(port), forwarded).distinct().toList();
  }

  private boolean isInOwnNetwork(LivePort port) {
    Network network = networks.get(port.networkId());
    return network != null && network.projectId().equals(id);
  }

  private Stream<IpPrefix> floatingAddresses(LivePort port) {
    return floatingIps.stream()
        .filter(one -> !one.fixedAddress().isEmpty() && hasAddress(port, one.fixedAddress()))
        .map(LiveFloatingIp::prefix);
  }

  private static boolean hasAddress(LivePort port, String address) {
    return port.sourcePrefixes().stream().anyMatch(IpPrefix.parseLenient(address)::overlaps);
  }

  /** Returns false for Neutron's own ports, such as those of routers and DHCP. */
  public boolean isOfServer(LivePort port) {
    return !port.isTrusted() || servers.containsKey(port.deviceId());
  }

  /** Returns the security group with that id. */
  public Optional<LiveGroup> group(String id) {
    return groups.stream().filter(group -> group.id().equals(id)).findFirst();
  }

  /**
   * Returns the objects of a collection, named as in {@link #of}, as the API returned them; empty
   * if the cloud has no such API.
   */
  public static Optional<List<JsonNode>> fetch(OpenStackClient cloud, String collection) {
    return ProjectReader.read(cloud, collection);
  }

  private static String id(JsonNode object) {
    return object.path("id").asText();
  }

  private static List<String> addresses(JsonNode group) {
    return JsonArrays.of(group.path("addresses")).map(JsonNode::asText).toList();
  }
}

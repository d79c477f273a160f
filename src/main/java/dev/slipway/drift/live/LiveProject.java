package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The network objects and servers of an OpenStack project at one moment.
 *
 * @param networks networks by id
 * @param floatingIps floating IPs by the fixed IP that each is translated to
 * @param routerAddresses external IPs of the routers: source of traffic without a floating IP
 * @param addressGroups prefixes by id of the address group, shared ones included
 * @param servers ids of Nova's servers
 */
public record LiveProject(
    String id,
    List<LiveGroup> groups,
    List<LivePort> ports,
    List<LiveRbacPolicy> rbacPolicies,
    Map<String, Network> networks,
    Map<String, IpPrefix> floatingIps,
    List<IpPrefix> routerAddresses,
    Map<String, List<String>> addressGroups,
    Set<String> servers) {
  private static final String SERVERS = "servers";

  /** Collections that some clouds do not have; they count as empty there. */
  private static final Set<String> EXTENSIONS =
      Set.of("rbac-policies", "address-groups", "floatingips", "routers");

  /** Copies the collections. */
  public LiveProject {
    groups = List.copyOf(groups);
    ports = List.copyOf(ports);
    rbacPolicies = List.copyOf(rbacPolicies);
    networks = Map.copyOf(networks);
    floatingIps = Map.copyOf(floatingIps);
    routerAddresses = List.copyOf(routerAddresses);
    addressGroups = Map.copyOf(addressGroups);
    servers = Set.copyOf(servers);
  }

  /** Reads a project from Neutron and Nova. */
  public static LiveProject read(OpenStackClient cloud) {
    return of(cloud.projectId(), collection -> fetch(cloud, collection));
  }

  /** {@code collections}: returns the objects of a collection by its name in the API's path. */
  public static LiveProject of(String id, Function<String, List<JsonNode>> collections) {
    return new LiveProject(
        id,
        collections.apply("security-groups").stream().map(LiveGroup::of).toList(),
        collections.apply("ports").stream().map(LivePort::of).toList(),
        collections.apply("rbac-policies").stream().map(LiveRbacPolicy::of).toList(),
        collections.apply("networks").stream()
            .collect(Collectors.toMap(LiveProject::id, Network::of)),
        collections.apply("floatingips").stream()
            .filter(one -> one.hasNonNull("fixed_ip_address"))
            .collect(
                Collectors.toMap(
                    one -> one.path("fixed_ip_address").asText(), LiveProject::floating)),
        collections.apply("routers").stream().flatMap(LiveProject::addressesOfRouter).toList(),
        collections.apply("address-groups").stream()
            .collect(Collectors.toMap(LiveProject::id, LiveProject::addresses)),
        collections.apply(SERVERS).stream().map(LiveProject::id).collect(Collectors.toSet()));
  }

  /** A network; {@code projectId} is its owner's. */
  public record Network(String name, String projectId) {
    private static Network of(JsonNode network) {
      return new Network(network.path("name").asText(), network.path("project_id").asText());
    }
  }

  /** Returns the name of a network, or its id if the network is not readable. */
  public String networkName(String networkId) {
    Network network = networks.get(networkId);
    return network == null ? networkId : network.name();
  }

  /** Returns the source addresses of the port's packets in other networks. */
  public List<IpPrefix> sources(LivePort port) {
    List<IpPrefix> floating = targets(port);
    return floating.isEmpty() ? routerAddresses : floating;
  }

  /** Returns the addresses at which other networks reach the port; empty if they cannot. */
  public List<IpPrefix> targets(LivePort port) {
    Network network = networks.get(port.networkId());
    if (network == null || !network.projectId().equals(id)) {
      return port.sourcePrefixes();
    }
    return floatingIps.entrySet().stream()
        .filter(
            one ->
                port.sourcePrefixes().stream()
                    .anyMatch(IpPrefix.parseLenient(one.getKey())::overlaps))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Returns false for Neutron's own ports, such as those of routers and DHCP. */
  public boolean isOfServer(LivePort port) {
    return !port.isTrusted() || servers.contains(port.deviceId());
  }

  /** Returns the security group with that id. */
  public Optional<LiveGroup> group(String id) {
    return groups.stream().filter(group -> group.id().equals(id)).findFirst();
  }

  /** Returns the objects of a collection, named as in {@link #of}, as the API returned them. */
  public static List<JsonNode> fetch(OpenStackClient cloud, String collection) {
    Service service = collection.equals(SERVERS) ? Service.COMPUTE : Service.NETWORK;
    String path = "/" + collection;
    boolean exists = !EXTENSIONS.contains(collection) || cloud.has(service, path);
    return exists ? cloud.list(service, path, collection.replace('-', '_')) : List.of();
  }

  private static IpPrefix floating(JsonNode address) {
    return IpPrefix.parseLenient(address.path("floating_ip_address").asText());
  }

  private static Stream<IpPrefix> addressesOfRouter(JsonNode router) {
    return JsonArrays.of(router.at("/external_gateway_info/external_fixed_ips"))
        .map(one -> IpPrefix.parseLenient(one.path("ip_address").asText()));
  }

  private static String id(JsonNode object) {
    return object.path("id").asText();
  }

  private static List<String> addresses(JsonNode group) {
    return JsonArrays.of(group.path("addresses")).map(JsonNode::asText).toList();
  }
}

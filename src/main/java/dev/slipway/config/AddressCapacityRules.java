package dev.slipway.config;

import dev.slipway.value.AddressLayout;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether everything of a stack finds a place in its prefixes. */
final class AddressCapacityRules {
  private final StackFile file;
  private final NetworkConfig network;
  private final List<Problem> problems = new ArrayList<>();

  private AddressCapacityRules(StackFile file) {
    this.file = file;
    this.network = file.config().network();
  }

  static List<Problem> validate(StackFile file) {
    AddressCapacityRules rules = new AddressCapacityRules(file);
    rules.ranges();
    rules.endpoint();
    rules.pools();
    return rules.problems;
  }

  /** Servers, pods and Services speak to each other: no address may be of two of them. */
  private void ranges() {
    Map<String, IpPrefix> earlier = new LinkedHashMap<>();
    earlier.put("network.cidr", network.cidr());
    range("network.podCidr", network.podCidrOrDefault(), earlier);
    range("network.serviceCidr", network.serviceCidrOrDefault(), earlier);
  }

  private void range(String key, IpPrefix range, Map<String, IpPrefix> earlier) {
    earlier.forEach(
        (other, taken) -> {
          if (taken.overlaps(range)) {
            refuse(key, range + " overlaps " + other + " " + taken + "; choose a free range");
          }
        });
    earlier.put(key, range);
  }

  private void endpoint() {
    AddressLayout places = new AddressLayout(network.cidr());
    IpAddress address = file.config().endpoint().address();
    if (network.cidr().contains(address) && !places.isFreeForEndpoint(address)) {
      refuse(
          "endpoint.address",
          address + " is the router's or kept for a node; expected one of " + places.freeRange());
    } else if (file.config().endpoint().kind() == EndpointKind.OCTAVIA
        && places.octaviaAllocationPool().contains(address)) {
      refuse(
          "endpoint.address",
          address
              + " is kept for what Octavia makes in the network; expected one of "
              + places.freeRangeOutsidePool());
    }
  }

  private void pools() {
    Map<?, NodePoolConfig> pools = file.config().workers();
    long most = new AddressLayout(network.cidr()).maxWorkerPools();
    if (pools.size() > most) {
      refuse(
          "workers",
          pools.size()
              + " pools do not fit into "
              + network.cidr()
              + ", which has room for "
              + most
              + "; take a shorter prefix");
    }
    pools.forEach(
        (name, pool) -> {
          if (pool.count() > AddressLayout.POOL_SIZE) {
            refuse(
                "workers." + name + ".count",
                pool.count()
                    + " is more than the "
                    + AddressLayout.POOL_SIZE
                    + " addresses of a pool; make another pool");
          }
        });
  }

  private void refuse(String key, String message) {
    problems.add(file.problem(key, message));
  }
}

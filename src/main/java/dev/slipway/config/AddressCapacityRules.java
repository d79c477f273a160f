package dev.slipway.config;

import dev.slipway.value.AddressLayout;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks that every address a stack needs fits into its CIDRs. */
final class AddressCapacityRules {
  private final StackFile file;
  private final NetworkConfig network;
  private final AddressLayout layout;
  private final ProblemCollector problems;

  /** Requires a file with a usable prefix. */
  AddressCapacityRules(StackFile file, ProblemCollector problems) {
    this.file = file;
    this.network = file.config().network();
    this.layout = new AddressLayout(network.cidr());
    this.problems = problems;
  }

  void validate() {
    ranges();
    endpoint();
    workerPools();
  }

  /** Servers, pods and Services exchange packets, so their ranges must not overlap. */
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
            problems.add(
                file, key, "%s overlaps %s %s; choose a free range".formatted(range, other, taken));
          }
        });
    earlier.put(key, range);
  }

  private void endpoint() {
    IpAddress address = file.config().endpoint().address();
    boolean octavia = file.config().endpoint().kind() == EndpointKind.OCTAVIA;
    if (network.cidr().contains(address) && !layout.isFreeForEndpoint(address)) {
      problems.add(
          file,
          "endpoint.address",
          "%s is reserved for the router or a server; expected one of %s"
              .formatted(address, layout.freeRange()));
    } else if (octavia && layout.octaviaAllocationPool().contains(address)) {
      problems.add(
          file,
          "endpoint.address",
          "%s is reserved for ports that Octavia creates; expected one of %s"
              .formatted(address, layout.freeRangeOutsidePool()));
    }
  }

  private void workerPools() {
    Map<?, NodePoolConfig> pools = file.config().workers();
    new SlotRules(file, layout.maxWorkerPools(), problems).validate();
    pools.forEach(
        (name, pool) -> {
          if (pool.count() > AddressLayout.POOL_SIZE) {
            problems.add(
                file,
                "workers.%s.count".formatted(name),
                "%d is more than the %d addresses of a worker pool; add another pool"
                    .formatted(pool.count(), AddressLayout.POOL_SIZE));
          }
        });
  }
}

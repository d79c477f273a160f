package dev.slipway.onboarding;

import dev.slipway.config.Fleet;
import dev.slipway.config.NetworkConfig;
import dev.slipway.config.StackFile;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses a prefix and addresses for a new stack that no stack of the fleet uses. They follow those
 * of the sibling's environment.
 */
final class AddressAllocator {
  private final List<StackFile> fleet;
  private final List<StackFile> environment;

  /** The stacks of the environment whose prefixes are of the same network. */
  private final List<StackFile> sameNetwork;

  AddressAllocator(Fleet fleet, StackFile sibling) {
    this.fleet = fleet.files();
    this.environment =
        this.fleet.stream()
            .filter(file -> file.config().environment() == sibling.config().environment())
            .toList();
    this.sameNetwork =
        environment.stream()
            .filter(file -> network(file).kind() == network(sibling).kind())
            .filter(file -> Objects.equals(network(file).name(), network(sibling).name()))
            .toList();
  }

  /**
   * Returns the next free prefix of the sibling's length after the last one of the environment. The
   * distance to it is the smallest distance between two prefixes of the environment, so that free
   * space which is left between prefixes on purpose is left here too.
   */
  IpPrefix prefix(IpPrefix sibling) {
    List<IpPrefix> used = sameNetwork.stream().map(AddressAllocator::cidr).sorted().toList();
    long step =
        IntStream.range(1, used.size())
            .mapToLong(i -> used.get(i - 1).offsetTo(used.get(i)))
            .min()
            .orElse(sibling.size());
    IpPrefix next = used.get(used.size() - 1).atOffset(step, sibling.length());
    while (isUsed(next)) {
      next = next.atOffset(step, sibling.length());
    }
    return next;
  }

  /** Returns the next free addresses on the external network after the last of the environment. */
  List<IpAddress> external(int count) {
    Set<IpAddress> used = addresses(fleet).collect(Collectors.toSet());
    IpAddress last = addresses(environment).max(Comparator.naturalOrder()).orElseThrow();
    return Stream.iterate(last.plus(1), address -> address.plus(1))
        .filter(address -> !used.contains(address))
        .limit(count)
        .toList();
  }

  private boolean isUsed(IpPrefix candidate) {
    return fleet.stream().map(AddressAllocator::cidr).anyMatch(candidate::overlaps);
  }

  private static IpPrefix cidr(StackFile file) {
    return network(file).cidr();
  }

  private static NetworkConfig network(StackFile file) {
    return file.config().network();
  }

  private static Stream<IpAddress> addresses(List<StackFile> files) {
    return files.stream().flatMap(file -> file.externalAddresses().values().stream());
  }
}

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
import java.util.stream.Stream;

/** Prefixes and addresses that no stack of the fleet has, next to those of one environment. */
final class AddressAllocator {
  private final List<StackFile> fleet;
  private final List<StackFile> environment;
  private final List<StackFile> neighbours;

  AddressAllocator(Fleet fleet, StackFile sibling) {
    this.fleet = fleet.files();
    this.environment =
        this.fleet.stream()
            .filter(file -> file.config().environment() == sibling.config().environment())
            .toList();
    this.neighbours =
        environment.stream()
            .filter(file -> network(file).kind() == network(sibling).kind())
            .filter(file -> Objects.equals(network(file).name(), network(sibling).name()))
            .toList();
  }

  /**
   * The next prefix of the sibling's length after the environment's last, as far from it as the
   * environment's closest two are from each other: a prefix that has grown room keeps it. Shared
   * networks each for themselves.
   */
  IpPrefix prefix(IpPrefix sibling) {
    List<IpPrefix> own = neighbours.stream().map(AddressAllocator::prefix).sorted().toList();
    IpPrefix last = own.get(own.size() - 1);
    long step = sibling.size();
    for (int i = 1; i < own.size(); i++) {
      long distance = own.get(i - 1).offsetTo(own.get(i));
      step = i == 1 ? distance : Math.min(step, distance);
    }
    IpPrefix next = last.atOffset(step, sibling.length());
    while (taken(next)) {
      next = next.atOffset(step, sibling.length());
    }
    return next;
  }

  /**
   * The next addresses on the external network after the environment's last, {@code count} many.
   */
  List<IpAddress> external(int count) {
    Set<IpAddress> taken = addresses(fleet).collect(Collectors.toSet());
    IpAddress last = addresses(environment).max(Comparator.naturalOrder()).orElseThrow();
    return Stream.iterate(last.plus(1), address -> address.plus(1))
        .filter(address -> !taken.contains(address))
        .limit(count)
        .toList();
  }

  private boolean taken(IpPrefix candidate) {
    return fleet.stream().map(AddressAllocator::prefix).anyMatch(candidate::overlaps);
  }

  private static IpPrefix prefix(StackFile file) {
    return network(file).cidr();
  }

  private static NetworkConfig network(StackFile file) {
    return file.config().network();
  }

  private static Stream<IpAddress> addresses(List<StackFile> files) {
    return files.stream().flatMap(file -> file.externalAddresses().values().stream());
  }
}

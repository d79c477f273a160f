package dev.slipway.config;

import dev.slipway.value.Environment;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rejects overlapping address ranges of clusters that route to each other. */
final class OverlapRules {
  private final List<StackFile> files;
  private final ProblemCollector problems;

  OverlapRules(List<StackFile> files, ProblemCollector problems) {
    this.files = files;
    this.problems = problems;
  }

  void validate() {
    networkCidrs();
    podsAndServices();
    externalAddresses();
  }

  /**
   * Two prefixes are either disjoint, or one contains the other. Sorted prefixes and a stack of the
   * enclosing ones therefore find every overlap.
   */
  private void networkCidrs() {
    Deque<StackFile> enclosing = new ArrayDeque<>();
    for (StackFile file : sortedByCidr()) {
      while (!enclosing.isEmpty() && !cidr(enclosing.getLast()).overlaps(cidr(file))) {
        enclosing.removeLast();
      }
      if (!enclosing.isEmpty()) {
        StackFile other = enclosing.getLast();
        problems.add(
            file,
            "network.cidr",
            "%s overlaps %s of %s; choose a free prefix"
                .formatted(cidr(file), cidr(other), other.path()));
      }
      enclosing.addLast(file);
    }
  }

  /** Pods of Argo CD connect to servers of the other clusters of their environment. */
  private void podsAndServices() {
    for (Environment environment : Environment.values()) {
      NavigableMap<IpAddress, StackFile> servers = new TreeMap<>();
      List<StackFile> same =
          files.stream().filter(file -> file.config().environment() == environment).toList();
      same.forEach(file -> servers.put(cidr(file).address(0), file));
      for (StackFile file : same) {
        NetworkConfig network = file.config().network();
        requireDisjoint(file, "network.podCidr", network.podCidrOrDefault(), servers);
        requireDisjoint(file, "network.serviceCidr", network.serviceCidrOrDefault(), servers);
      }
    }
  }

  /** An address on the external network must not be inside the CIDR of any cluster's servers. */
  private void externalAddresses() {
    NavigableMap<IpAddress, StackFile> servers = new TreeMap<>();
    files.forEach(file -> servers.put(cidr(file).address(0), file));
    for (StackFile file : files) {
      file.externalAddresses()
          .forEach((key, address) -> requireOutside(file, key, address, servers));
    }
  }

  private void requireOutside(
      StackFile file, String key, IpAddress address, NavigableMap<IpAddress, StackFile> servers) {
    Map.Entry<IpAddress, StackFile> before = servers.floorEntry(address);
    if (before != null && cidr(before.getValue()).contains(address)) {
      problems.add(
          file,
          key,
          "%s is inside network.cidr %s of %s; expected an address of the external network"
              .formatted(address, cidr(before.getValue()), before.getValue().path()));
    }
  }

  private void requireDisjoint(
      StackFile file, String key, IpPrefix range, NavigableMap<IpAddress, StackFile> servers) {
    Stream.of(servers.floorEntry(range.address(0)), servers.ceilingEntry(range.address(0)))
        .filter(Objects::nonNull)
        .map(Map.Entry::getValue)
        .filter(other -> !other.stack().equals(file.stack()) && cidr(other).overlaps(range))
        .findFirst()
        .ifPresent(
            other ->
                problems.add(
                    file,
                    key,
                    "%s overlaps network.cidr %s of %s; choose a free range"
                        .formatted(range, cidr(other), other.path())));
  }

  private List<StackFile> sortedByCidr() {
    Comparator<StackFile> order =
        Comparator.comparing((StackFile file) -> cidr(file).address(0))
            .thenComparing(file -> cidr(file).length());
    return files.stream().sorted(order).toList();
  }

  private static IpPrefix cidr(StackFile file) {
    return file.config().network().cidr();
  }
}

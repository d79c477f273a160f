package dev.slipway.config;

import dev.slipway.value.Environment;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where clusters route to each other, no address may be of two of them. */
final class OverlapRules {
  private final List<StackFile> files;
  private final List<Problem> problems = new ArrayList<>();

  private OverlapRules(List<StackFile> files) {
    this.files = files;
  }

  static List<Problem> validate(List<StackFile> files) {
    OverlapRules rules = new OverlapRules(files);
    rules.prefixes();
    rules.podsAndServices();
    rules.externalAddresses();
    return rules.problems;
  }

  /**
   * Prefixes in order either lie side by side or inside one another: a stack sees every overlap.
   */
  private void prefixes() {
    Deque<StackFile> around = new ArrayDeque<>();
    for (StackFile file : inOrderOfPrefixes()) {
      while (!around.isEmpty() && !prefix(around.getLast()).overlaps(prefix(file))) {
        around.removeLast();
      }
      if (!around.isEmpty()) {
        StackFile other = around.getLast();
        refuse(
            file,
            "network.cidr",
            prefix(file)
                + " overlaps "
                + prefix(other)
                + " of "
                + other.path()
                + "; choose a free prefix");
      }
      around.addLast(file);
    }
  }

  /** ArgoCD's pods answer to addresses of the other clusters of their environment. */
  private void podsAndServices() {
    for (Environment environment : Environment.values()) {
      NavigableMap<IpAddress, StackFile> servers = new TreeMap<>();
      List<StackFile> same =
          files.stream().filter(file -> file.config().environment() == environment).toList();
      same.forEach(file -> servers.put(prefix(file).address(0), file));
      for (StackFile file : same) {
        NetworkConfig network = file.config().network();
        apart(file, "network.podCidr", network.podCidrOrDefault(), servers);
        apart(file, "network.serviceCidr", network.serviceCidrOrDefault(), servers);
      }
    }
  }

  /** What a router or a floating IP has on the external network is no server's, there or here. */
  private void externalAddresses() {
    NavigableMap<IpAddress, StackFile> servers = new TreeMap<>();
    files.forEach(file -> servers.put(prefix(file).address(0), file));
    for (StackFile file : files) {
      file.externalAddresses().forEach((key, address) -> outside(file, key, address, servers));
    }
  }

  private void outside(
      StackFile file, String key, IpAddress address, NavigableMap<IpAddress, StackFile> servers) {
    Map.Entry<IpAddress, StackFile> before = servers.floorEntry(address);
    if (before != null && prefix(before.getValue()).contains(address)) {
      refuse(
          file,
          key,
          address
              + " is inside network.cidr "
              + prefix(before.getValue())
              + " of "
              + before.getValue().path()
              + "; expected an address of the external network");
    }
  }

  private void apart(
      StackFile file, String key, IpPrefix range, NavigableMap<IpAddress, StackFile> servers) {
    Stream.of(servers.floorEntry(range.address(0)), servers.ceilingEntry(range.address(0)))
        .filter(Objects::nonNull)
        .map(Map.Entry::getValue)
        .filter(other -> !other.stack().equals(file.stack()) && prefix(other).overlaps(range))
        .findFirst()
        .ifPresent(
            other ->
                refuse(
                    file,
                    key,
                    range
                        + " overlaps network.cidr "
                        + prefix(other)
                        + " of "
                        + other.path()
                        + "; choose a free range"));
  }

  private List<StackFile> inOrderOfPrefixes() {
    Comparator<StackFile> order =
        Comparator.comparing((StackFile file) -> prefix(file).address(0))
            .thenComparing(file -> prefix(file).length());
    return files.stream().sorted(order).toList();
  }

  private static IpPrefix prefix(StackFile file) {
    return file.config().network().cidr();
  }

  private void refuse(StackFile file, String key, String message) {
    problems.add(file.problem(key, message));
  }
}

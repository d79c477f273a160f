package dev.slipway.plan.security.reachability;

import dev.slipway.plan.security.reachability.TrafficByAddress.Allowed;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.stream.Collectors;

/** A list of prefixes for readers. */
final class PrefixList {
  private PrefixList() {}

  /**
   * Returns the prefixes to show as one text, or the smallest prefix around them with its
   * exceptions if that is shorter: a change from all addresses to one is otherwise 32 prefixes, in
   * which a reader does not see the one.
   *
   * @param shown the prefixes to show
   * @param all these, and others between them
   */
  static String shortest(List<IpPrefix> shown, List<IpPrefix> all) {
    IpPrefix around = all.stream().reduce(IpPrefix::cover).orElseThrow();
    List<IpPrefix> exceptions = exceptions(around, all);
    return exceptions.isEmpty() || exceptions.size() >= shown.size()
        ? joined(shown)
        : around + " except " + joined(exceptions);
  }

  private static List<IpPrefix> exceptions(IpPrefix around, List<IpPrefix> prefixes) {
    return allowed(List.of(around)).minus(allowed(prefixes)).entries().stream()
        .map(Allowed::prefix)
        .toList();
  }

  private static TrafficByAddress allowed(List<IpPrefix> prefixes) {
    return TrafficByAddress.of(
        prefixes.stream().map(prefix -> new Allowed(prefix, TrafficSet.ALL)).toList());
  }

  private static String joined(List<IpPrefix> prefixes) {
    return prefixes.stream().map(IpPrefix::toString).collect(Collectors.joining(", "));
  }
}

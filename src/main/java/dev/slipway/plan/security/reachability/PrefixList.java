package dev.slipway.plan.security.reachability;

import dev.slipway.plan.security.reachability.TrafficByAddress.Allowed;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.stream.Collectors;

/** A list of prefixes for readers. */
final class PrefixList {
  private PrefixList() {}

  /**
   * Returns the prefixes to show, or all addresses with their exceptions if that is shorter: a
   * change from all addresses to one is otherwise 32 prefixes, in which a reader does not see the
   * one.
   *
   * @param shown the prefixes to show
   * @param all these, and others between them
   */
  static List<String> shortest(List<String> shown, List<IpPrefix> all, int version) {
    List<IpPrefix> exceptions = exceptions(all, version);
    return exceptions.isEmpty() || exceptions.size() >= shown.size()
        ? shown
        : List.of(
            exceptions.stream()
                .map(IpPrefix::toString)
                .collect(Collectors.joining(", ", IpPrefix.all(version) + " except ", "")));
  }

  private static List<IpPrefix> exceptions(List<IpPrefix> prefixes, int version) {
    Allowed everything = new Allowed(IpPrefix.all(version), TrafficSet.ALL);
    List<Allowed> some =
        prefixes.stream().map(prefix -> new Allowed(prefix, TrafficSet.ALL)).toList();
    return TrafficByAddress.of(List.of(everything))
        .minus(TrafficByAddress.of(some))
        .entries()
        .stream()
        .map(Allowed::prefix)
        .toList();
  }
}

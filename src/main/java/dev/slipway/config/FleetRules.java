package dev.slipway.config;

import dev.slipway.value.IpPrefix;
import dev.slipway.value.Problem;
import dev.slipway.value.StackKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What the stack files of a fleet must be to each other. */
final class FleetRules {
  private final List<StackFile> files;
  private final List<Problem> problems = new ArrayList<>();

  private FleetRules(List<StackFile> files) {
    this.files = files;
  }

  /** {@code paths}: every stack file, also those that could not be read. */
  static List<Problem> broken(List<StackFile> files, List<Path> paths) {
    FleetRules rules = new FleetRules(files);
    rules.opsClusters(paths);
    rules.eachPair(rules::prefixes);
    rules.once("cloud", file -> file.config().cloud());
    rules.once("endpoint.dnsName", file -> file.config().endpoint().dnsName());
    rules.once("endpoint.floatingAddress", file -> file.config().endpoint().floatingAddress());
    rules.once("network.egressAddress", file -> file.config().network().egressAddress());
    return rules.problems;
  }

  private void opsClusters(List<Path> paths) {
    for (StackFile file : files) {
      String ops = file.config().environment().text() + ".yaml";
      boolean there = paths.stream().anyMatch(path -> path.getFileName().toString().equals(ops));
      if (file.config().kind() == StackKind.MANAGEMENT_CLUSTER && !there) {
        problems.add(
            file.problem(
                "environment",
                "the Ops Cluster of this environment is missing; add "
                    + ops
                    + ": every Management Cluster is registered there"));
      }
    }
  }

  private void prefixes(StackFile first, StackFile second) {
    IpPrefix one = first.config().network().prefix();
    IpPrefix other = second.config().network().prefix();
    if (one.overlaps(other)) {
      problems.add(
          second.problem(
              "network.prefix",
              other + " overlaps " + one + " of " + first.path() + "; choose a free prefix"));
    }
  }

  private <T> void once(String key, Function<StackFile, T> value) {
    eachPair(
        (first, second) -> {
          if (value.apply(first).equals(value.apply(second))) {
            problems.add(
                second.problem(
                    key,
                    "\""
                        + value.apply(second)
                        + "\" stands in "
                        + first.path()
                        + " too; it must"
                        + " be this stack's own"));
          }
        });
  }

  private void eachPair(BiConsumer<StackFile, StackFile> rule) {
    for (int i = 0; i < files.size(); i++) {
      for (int j = i + 1; j < files.size(); j++) {
        rule.accept(files.get(i), files.get(j));
      }
    }
  }
}

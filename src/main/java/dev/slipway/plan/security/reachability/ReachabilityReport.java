package dev.slipway.plan.security.reachability;

import dev.slipway.plan.security.reachability.Hop.MatchedRule;
import dev.slipway.value.Environment;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Violations of environment separation in one network model, with the text that people read. Stack
 * file checks, plan reports, drift findings and evidence all use this text.
 *
 * @param paths cross-environment paths
 * @param rules rules that cover an address of another environment
 */
public record ReachabilityReport(List<Violation> paths, List<Violation> rules) {

  /**
   * A path or a rule between two environments.
   *
   * @param from host where the path starts, or whose group contains the rule
   * @param to host where the path ends, or the first host that the rule covers
   * @param title names of the hosts, for example {@code staging-worker to production-worker}
   * @param description the hops of the path, or the rule and what it covers
   * @param rules rules that allow the traffic, in the order in which packets meet them
   */
  public record Violation(
      Host from, Host to, String title, String description, List<MatchedRule> rules) {

    /** Copies the list. */
    public Violation {
      rules = List.copyOf(rules);
    }

    /** Returns the two environments, for example {@code staging reaches production}. */
    public String environments() {
      return environment(from) + " reaches " + environment(to);
    }

    /** Returns title and description together. */
    @Override
    public String toString() {
      return title + ":\n" + description;
    }

    private static Violation of(NetworkPath path) {
      return new Violation(
          path.from(),
          path.to(),
          path.from().name() + " to " + path.to().name(),
          path.toString(),
          path.hops().stream().flatMap(hop -> Stream.of(hop.egress(), hop.ingress())).toList());
    }

    private static Violation of(CrossEnvironmentRule rule) {
      String description =
          "%s of environment %s; only its own rules still separate it from %s"
              .formatted(rule, environment(rule.coveredHost()), environment(rule.host()));
      return new Violation(
          rule.host(),
          rule.coveredHost(),
          rule.host().name(),
          description,
          List.of(rule.matchedRule()));
    }

    private static String environment(Host host) {
      return host.environment().map(Environment::text).orElse("a host without environment");
    }

    private boolean involves(Environment environment) {
      return Stream.of(from, to)
          .anyMatch(host -> host.environment().map(environment::equals).orElse(true));
    }
  }

  /** Copies the lists. */
  public ReachabilityReport {
    paths = List.copyOf(paths);
    rules = List.copyOf(rules);
  }

  /** Searches a network model. */
  public static ReachabilityReport of(Reachability reachability) {
    return new ReachabilityReport(
        reachability.crossEnvironmentPaths().stream().map(Violation::of).toList(),
        reachability.crossEnvironmentRules().stream().map(Violation::of).toList());
  }

  /** Keeps what has a host of the environment, or a host without environment, on either side. */
  public ReachabilityReport involving(Environment environment) {
    return new ReachabilityReport(
        paths.stream().filter(one -> one.involves(environment)).toList(),
        rules.stream().filter(one -> one.involves(environment)).toList());
  }

  /** Returns the paths that end at one of the hosts. */
  public List<Violation> pathsTo(Collection<Host> hosts) {
    return paths.stream().filter(path -> hosts.contains(path.to())).toList();
  }
}

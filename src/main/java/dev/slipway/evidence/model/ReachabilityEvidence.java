package dev.slipway.evidence.model;

import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.ReachabilityReport;
import dev.slipway.plan.security.reachability.ReachabilityReport.Violation;
import dev.slipway.plan.security.reachability.Rule;
import dev.slipway.value.Environment;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The result of the reachability analysis for one environment.
 *
 * @param scope the rules that were analysed, in words
 * @param paths each path from the environment to another one, or back, hop by hop
 * @param crossEnvironmentRules each rule that covers an address of another environment
 * @param document the network model and the complete result
 */
public record ReachabilityEvidence(
    String scope,
    List<String> paths,
    List<String> crossEnvironmentRules,
    Map<String, Object> document) {

  /** Copies the collections. */
  public ReachabilityEvidence {
    paths = List.copyOf(paths);
    crossEnvironmentRules = List.copyOf(crossEnvironmentRules);
    document = Map.copyOf(document);
  }

  /** Analyses the plan of the whole fleet. */
  public static ReachabilityEvidence ofPlan(FleetPlan fleet, Environment environment) {
    return of(PlannedNetworkModel.of(fleet), environment, "planned rules of all environments");
  }

  /** Analyses a network model; {@code source} describes the rules in it. */
  public static ReachabilityEvidence of(
      NetworkModel model, Environment environment, String source) {
    ReachabilityReport report =
        ReachabilityReport.of(new Reachability(model)).involving(environment);
    List<String> paths = report.paths().stream().map(Violation::toString).toList();
    List<String> rules = report.rules().stream().map(Violation::description).toList();
    Map<String, Object> document =
        Map.of(
            "scope", source,
            "hosts", model.hosts().stream().map(ReachabilityEvidence::host).toList(),
            "groups", groups(model),
            "crossEnvironmentPaths", paths,
            "crossEnvironmentRules", rules);
    return new ReachabilityEvidence(scope(model, source), paths, rules, document);
  }

  private static String scope(NetworkModel model, String source) {
    long rules = model.groups().stream().mapToLong(group -> group.rules().size()).sum();
    return "%s: %d rules of %d security groups, %d kinds of host"
        .formatted(source, rules, model.groups().size(), model.hosts().size());
  }

  private static Map<String, Object> host(Host host) {
    return Map.of(
        "name", host.name(),
        "environment", host.environment().map(Environment::text).orElse("unknown"),
        "network", host.network(),
        "addresses", texts(host.addresses()),
        "groups", host.groups(),
        "sources", texts(host.sources()),
        "targets", texts(host.targets()));
  }

  private static Map<String, List<String>> groups(NetworkModel model) {
    Function<List<Rule>, List<String>> names = rules -> rules.stream().map(Rule::name).toList();
    return model.groups().stream()
        .collect(Collectors.toMap(group -> group.name(), group -> names.apply(group.rules())));
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }
}

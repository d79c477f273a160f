package dev.slipway.evidence.model;

import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.CrossEnvironmentRule;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.NetworkPath;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.Reachability;
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
    Reachability reachability = new Reachability(model);
    List<String> paths =
        reachability.crossEnvironmentPaths().stream()
            .filter(path -> concerns(path.from(), path.to(), environment))
            .map(ReachabilityEvidence::text)
            .toList();
    List<String> rules =
        reachability.crossEnvironmentRules().stream()
            .filter(one -> concerns(one.host(), one.coveredHost(), environment))
            .map(CrossEnvironmentRule::toString)
            .toList();
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

  private static String text(NetworkPath path) {
    return path.from().name() + " to " + path.to().name() + ":\n" + path;
  }

  private static boolean concerns(Host one, Host other, Environment environment) {
    return isIn(one, environment) || isIn(other, environment);
  }

  /** A host without a known environment concerns every environment. */
  private static boolean isIn(Host host, Environment environment) {
    return host.environment().map(environment::equals).orElse(true);
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

package dev.slipway.evidence.model;

import dev.slipway.plan.security.reachability.CrossEnvironmentRule;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.NetworkPath;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.Rule;
import dev.slipway.value.Environment;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the exact proof of segmentation answered for one environment.
 *
 * @param how in plain words: over what it was made
 * @param paths each way from the environment into another or back, hop by hop
 * @param crossEnvironmentRules rules that alone would let another environment's machine pass
 * @param document the model and the whole answer, as they are kept
 */
public record ReachabilityEvidence(
    String how,
    List<String> paths,
    List<String> crossEnvironmentRules,
    Map<String, Object> document) {

  /** Copies the collections. */
  public ReachabilityEvidence {
    paths = List.copyOf(paths);
    crossEnvironmentRules = List.copyOf(crossEnvironmentRules);
    document = Map.copyOf(document);
  }

  /** Makes the proof; {@code over} says whose rules the model has. */
  public static ReachabilityEvidence of(NetworkModel model, Environment environment, String over) {
    Reachability reachability = new Reachability(model);
    List<String> paths =
        reachability.crossEnvironmentPaths().stream()
            .filter(path -> concerns(path, environment))
            .map(path -> path.from().name() + " to " + path.to().name() + ":\n" + path)
            .toList();
    List<String> halves =
        reachability.crossEnvironmentRules().stream()
            .filter(one -> concerns(one, environment))
            .map(CrossEnvironmentRule::toString)
            .toList();
    long rules = model.groups().stream().mapToLong(group -> group.rules().size()).sum();
    String how =
        over
            + ": "
            + rules
            + " rules of "
            + model.groups().size()
            + " groups around "
            + model.hosts().size()
            + " kinds of server";
    Map<String, Object> document =
        Map.of(
            "over", over,
            "machines", model.hosts().stream().map(ReachabilityEvidence::machine).toList(),
            "groups", groups(model),
            "waysBetweenEnvironments", paths,
            "rulesThatCoverAnotherEnvironment", halves);
    return new ReachabilityEvidence(how, paths, halves, document);
  }

  private static boolean concerns(NetworkPath path, Environment environment) {
    return isOf(path.from(), environment) || isOf(path.to(), environment);
  }

  private static boolean concerns(CrossEnvironmentRule one, Environment environment) {
    return isOf(one.host(), environment) || isOf(one.coveredHost(), environment);
  }

  /** A machine that nobody answers for is everybody's concern. */
  private static boolean isOf(Host machine, Environment environment) {
    return machine.environment().map(environment::equals).orElse(true);
  }

  private static Map<String, Object> machine(Host one) {
    return Map.of(
        "name", one.name(),
        "environment", one.environment().map(Environment::text).orElse("unknown"),
        "network", one.network(),
        "addresses", texts(one.addresses()),
        "groups", one.groups(),
        "sources", texts(one.sources()),
        "targets", texts(one.targets()));
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

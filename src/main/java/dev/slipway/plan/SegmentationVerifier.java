package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.CrossEnvironmentRule;
import dev.slipway.plan.security.reachability.EffectiveRules;
import dev.slipway.plan.security.reachability.Group;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.NetworkPath;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.Rule;
import dev.slipway.value.Environment;
import dev.slipway.value.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is proved of every plan before anything is made of it: rules let pass exactly what the
 * sentences say, no environment reaches another through any chain of machines, and no rule covers
 * another environment's address, so that each side alone keeps the other out.
 */
final class SegmentationVerifier {
  private static final String FIX = "name prefixes that hold no address of another environment";

  private final Map<String, StackFile> files = new HashMap<>();
  private final Map<String, Host> machines = new HashMap<>();
  private final FleetPlan plan;
  private final NetworkModel rules;

  private SegmentationVerifier(Fleet fleet, FleetPlan plan, NetworkModel rules) {
    fleet.files().forEach(file -> files.put(file.stack().text(), file));
    rules
        .hosts()
        .forEach(machine -> machine.groups().forEach(group -> machines.put(group, machine)));
    this.plan = plan;
    this.rules = rules;
  }

  /** Whatever is not as it must be, of a fleet whose plan was compiled to these rules. */
  static List<Problem> problems(Fleet fleet, FleetPlan plan, NetworkModel rules) {
    return new SegmentationVerifier(fleet, plan, rules).problems();
  }

  private List<Problem> problems() {
    Reachability reachability = new Reachability(rules);
    Set<String> said = new HashSet<>();
    Stream<Problem> between =
        Stream.concat(
                reachability.crossEnvironmentPaths().stream().map(this::path),
                reachability.crossEnvironmentRules().stream().map(this::exposure))
            // One prefix opens many rules to many machines.
            .filter(problem -> said.add(problem.file() + problem.path()));
    return Stream.concat(compilerMismatch(), between).toList();
  }

  private Stream<Problem> compilerMismatch() {
    Map<String, Group> sentences = new HashMap<>();
    PlannedNetworkModel.declaredGroups(plan).forEach(group -> sentences.put(group.name(), group));
    return rules.groups().stream()
        .flatMap(
            group ->
                compilerMismatch(group, EffectiveRules.of(known(sentences, group.name()).rules())));
  }

  private Stream<Problem> compilerMismatch(Group group, EffectiveRules sentences) {
    EffectiveRules compiled = EffectiveRules.of(group.rules());
    List<String> opened = compiled.minus(sentences);
    List<String> closed = sentences.minus(compiled);
    if (opened.isEmpty() && closed.isEmpty()) {
      return Stream.empty();
    }
    String message =
        "the rules of "
            + group.name()
            + " are not what its sentences say: they open "
            + opened
            + " and close "
            + closed
            + "; this is a defect of Slipway, please report it";
    return Stream.of(file(known(machines, group.name())).problem("", message));
  }

  private Problem path(NetworkPath way) {
    Rule entrance = way.hops().get(way.hops().size() - 1).ingress().rule();
    StackFile file = file(way.to());
    return file.problem(
        PrefixSource.key(file, entrance),
        environment(way.from())
            + " reaches "
            + environment(way.to())
            + ":\n"
            + way
            + "\n   nothing of one environment may reach another; "
            + FIX);
  }

  private Problem exposure(CrossEnvironmentRule opening) {
    StackFile file = file(opening.host());
    return file.problem(
        PrefixSource.key(file, opening.matchedRule().rule()),
        opening
            + " of environment "
            + environment(opening.coveredHost())
            + ", whose own rules alone would keep it apart from "
            + environment(opening.host())
            + "; "
            + FIX);
  }

  private StackFile file(Host machine) {
    return known(files, machine.network());
  }

  private static <V> V known(Map<String, V> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private static String environment(Host machine) {
    return machine.environment().map(Environment::text).orElse("a machine of no environment");
  }
}

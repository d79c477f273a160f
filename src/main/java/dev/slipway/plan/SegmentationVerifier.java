package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.EffectiveRules;
import dev.slipway.plan.security.reachability.Group;
import dev.slipway.plan.security.reachability.Hop.MatchedRule;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.ReachabilityReport;
import dev.slipway.plan.security.reachability.ReachabilityReport.Violation;
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
    ReachabilityReport report = ReachabilityReport.of(new Reachability(rules));
    Set<String> reported = new HashSet<>();
    Stream<Problem> between =
        Stream.concat(
                report.paths().stream().map(this::path),
                report.rules().stream().map(this::exposure))
            // One prefix opens many rules to many machines.
            .filter(problem -> reported.add(problem.file() + problem.path()));
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

  private Problem path(Violation path) {
    String message =
        "%s:\n%s\n   nothing of one environment may reach another; %s"
            .formatted(path.environments(), path.description(), FIX);
    MatchedRule ingressPoint = path.rules().get(path.rules().size() - 1);
    return file(path.to()).problem(ingressPoint.rule().configKey(), message);
  }

  private Problem exposure(Violation rule) {
    return file(rule.from())
        .problem(rule.rules().get(0).rule().configKey(), rule.description() + "; " + FIX);
  }

  private StackFile file(Host machine) {
    return known(files, machine.network());
  }

  private static <V> V known(Map<String, V> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }
}

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
  private final Map<String, EffectiveRules> declared = new HashMap<>();

  SegmentationVerifier(Fleet fleet, FleetPlan plan) {
    fleet.files().forEach(file -> files.put(file.stack().text(), file));
    PlannedNetworkModel.declaredGroups(plan)
        .forEach(group -> declared.put(group.name(), EffectiveRules.of(group.rules())));
  }

  /** Returns what is wrong with the rules that the plan was compiled to. */
  List<Problem> problems(NetworkModel compiled) {
    ReachabilityReport report = ReachabilityReport.of(new Reachability(compiled));
    Set<String> reported = new HashSet<>();
    Stream<Problem> between =
        Stream.concat(
                report.paths().stream().map(this::path),
                report.rules().stream().map(this::exposure))
            // One prefix opens many rules to many machines.
            .filter(problem -> reported.add(problem.file() + problem.path()));
    Stream<Problem> mismatches =
        compiled.groups().stream().flatMap(group -> compilerMismatch(compiled, group));
    return Stream.concat(mismatches, between).toList();
  }

  private Stream<Problem> compilerMismatch(NetworkModel model, Group group) {
    EffectiveRules compiled = EffectiveRules.of(group.rules());
    EffectiveRules sentences = known(declared, group.name());
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
    Host member =
        model.hosts().stream()
            .filter(host -> host.groups().contains(group.name()))
            .findFirst()
            .orElseThrow();
    return Stream.of(file(member).problem("", message));
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

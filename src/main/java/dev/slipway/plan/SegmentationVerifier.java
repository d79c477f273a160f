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
 * Verifies every plan before deployment: the compiled rules allow exactly the declared connections;
 * no path joins two environments; no rule covers an address of another environment, so that the
 * rules of either side are enough to separate them.
 */
final class SegmentationVerifier {
  private static final String FIX = "use prefixes without addresses of other environments";

  private final Map<String, StackFile> files = new HashMap<>();
  private final Map<String, EffectiveRules> declared = new HashMap<>();

  SegmentationVerifier(Fleet fleet, FleetPlan plan) {
    fleet.files().forEach(file -> files.put(file.stack().text(), file));
    PlannedNetworkModel.declaredGroups(plan)
        .forEach(group -> declared.put(group.name(), EffectiveRules.of(group.rules())));
  }

  /** Returns the problems of the rules that the plan was compiled to. */
  List<Problem> problems(NetworkModel compiled) {
    ReachabilityReport report = ReachabilityReport.of(new Reachability(compiled));
    Set<String> reported = new HashSet<>();
    Stream<Problem> between =
        Stream.concat(
                report.paths().stream().map(this::path),
                report.rules().stream().map(this::exposure))
            // One prefix is in many rules for many hosts: one report is enough.
            .filter(problem -> reported.add(problem.file() + problem.path()));
    Stream<Problem> mismatches =
        compiled.groups().stream().flatMap(group -> compilerMismatch(compiled, group));
    return Stream.concat(mismatches, between).toList();
  }

  private Stream<Problem> compilerMismatch(NetworkModel model, Group group) {
    EffectiveRules compiled = EffectiveRules.of(group.rules());
    EffectiveRules expected = known(declared, group.name());
    List<String> added = compiled.minus(expected);
    List<String> missing = expected.minus(compiled);
    if (added.isEmpty() && missing.isEmpty()) {
      return Stream.empty();
    }
    String message =
        ("the rules of %s differ from the declared connections: they also allow %s and do not allow"
                + " %s; this is a defect of Slipway, please report it")
            .formatted(group.name(), added, missing);
    Host member =
        model.hosts().stream()
            .filter(host -> host.groups().contains(group.name()))
            .findFirst()
            .orElseThrow();
    return Stream.of(file(member).problem("", message));
  }

  private Problem path(Violation path) {
    String message =
        "%s:\n%s\n   environments must not reach each other; %s"
            .formatted(path.environments(), path.description(), FIX);
    MatchedRule ingressPoint = path.rules().get(path.rules().size() - 1);
    return file(path.to()).problem(ingressPoint.rule().configKey(), message);
  }

  private Problem exposure(Violation rule) {
    return file(rule.from())
        .problem(rule.rules().get(0).rule().configKey(), rule.description() + "; " + FIX);
  }

  private StackFile file(Host host) {
    return known(files, host.network());
  }

  private static <V> V known(Map<String, V> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }
}

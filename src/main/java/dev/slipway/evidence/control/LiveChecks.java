package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.LiveStack;
import dev.slipway.evidence.model.RawData;
import dev.slipway.evidence.model.ReachabilityEvidence;
import java.util.List;
import java.util.stream.Collectors;

/** Checks of the data that the clouds returned. */
final class LiveChecks {
  static final Check AS_PLANNED =
      new Check(
          "cloud-as-planned",
          EvidenceSource.CLOUD,
          "the servers, networks, routers, floating IPs, security groups, rules and ports in the"
              + " cloud are those of the reviewed files: no additional one, no rule in the default"
              + " group, no server outside of its group, no port without filtering",
          "all of them in each project are read from the cloud's API and compared with the plan;"
              + " missing and additional ones are findings",
          List.of(RawData.DRIFT, RawData.CLOUD_RESPONSES, RawData.GROUPS),
          LiveChecks::asPlanned);

  static final Check ENVIRONMENTS_ISOLATED =
      new Check(
          "cloud-environments-isolated",
          EvidenceSource.CLOUD,
          "the rules in the cloud allow no path from the environment to another one, or back",
          "the same exact analysis, once per cluster of the environment: its rules and ports as the"
              + " cloud returned them, those of all other clusters as planned",
          List.of(RawData.LIVE_REACHABILITY, RawData.CLOUD_RESPONSES),
          LiveChecks::isolated);

  private LiveChecks() {}

  private static Outcome asPlanned(EvidenceInput input) {
    List<String> failures =
        input.live().stream()
            .flatMap(stack -> stack.findings().stream())
            .map(one -> (one.kind().text() + ": " + one.where() + " " + one.id()).strip())
            .toList();
    if (failures.isEmpty() && !input.isLiveDataComplete()) {
      return unreachable(input);
    }
    if (failures.isEmpty() && !input.notBuilt().isEmpty()) {
      return notBuilt(input);
    }
    String notAssessed =
        input.live().stream()
            .flatMap(stack -> stack.notAssessed().stream())
            .distinct()
            .map("; not assessed: "::concat)
            .collect(Collectors.joining());
    return Outcome.of(failures, "no difference in the projects of " + stacks(input) + notAssessed);
  }

  private static Outcome isolated(EvidenceInput input) {
    List<ReachabilityEvidence> results =
        input.live().stream().flatMap(one -> one.reachability().stream()).toList();
    List<String> paths = results.stream().flatMap(result -> result.paths().stream()).toList();
    if (paths.isEmpty() && !input.isLiveDataComplete()) {
      return unreachable(input);
    }
    if (paths.isEmpty() && !input.notBuilt().isEmpty()) {
      return notBuilt(input);
    }
    if (paths.isEmpty() && results.size() < input.live().size()) {
      return Outcome.notAssessed("the live rules were not analysed");
    }
    String scopes =
        results.stream()
            .map(ReachabilityEvidence::scope)
            .distinct()
            .collect(Collectors.joining("; "));
    return Outcome.of(paths, scopes);
  }

  private static Outcome notBuilt(EvidenceInput input) {
    List<String> stacks = input.notBuilt();
    return new Outcome(
        Outcome.Result.NOT_BUILT,
        "no object of %s exists in its project; no difference in the other projects"
            .formatted(String.join(", ", stacks)),
        stacks);
  }

  private static Outcome unreachable(EvidenceInput input) {
    return new Outcome(
        Outcome.Result.NOT_ASSESSED, "the cloud could not be read", input.unreachableClouds());
  }

  private static String stacks(EvidenceInput input) {
    return input.live().stream()
        .map(LiveStack::stack)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }
}

package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.LiveStack;
import dev.slipway.evidence.model.RawData;
import dev.slipway.evidence.model.ReachabilityEvidence;
import java.util.List;
import java.util.stream.Collectors;

/** Of what the cloud told. */
final class LiveChecks {
  static final Check AS_PLANNED =
      new Check(
          "cloud-as-planned",
          EvidenceSource.LIVE,
          "what is in the cloud is what the reviewed files say: no foreign rule, no open default"
              + " group, no server outside its group, no filter switched off",
          "every security group, rule and port of each project, read from the cloud and compared"
              + " with the plan, both ways",
          List.of(RawData.DRIFT, RawData.LIVE, RawData.GROUPS),
          LiveChecks::asPlanned);

  static final Check ENVIRONMENTS_APART =
      new Check(
          "cloud-environments-apart",
          EvidenceSource.LIVE,
          "with the rules that are really there, no way leads from the environment into another or"
              + " back",
          "the same exact proof, once for each cluster of the environment: over the rules and ports"
              + " that its cloud told of, and those of all other clusters as planned",
          List.of(RawData.LIVE_PROOF, RawData.LIVE),
          LiveChecks::apart);

  private LiveChecks() {}

  private static Outcome asPlanned(EvidenceInput subject) {
    List<String> against =
        subject.live().stream()
            .flatMap(stack -> stack.findings().stream())
            .map(one -> (one.difference() + ": " + one.where() + " " + one.id()).strip())
            .toList();
    return against.isEmpty() && !subject.isLiveDataComplete()
        ? refused(subject)
        : Outcome.of(against, "the projects of " + stacks(subject) + " differ in nothing");
  }

  private static Outcome apart(EvidenceInput subject) {
    List<ReachabilityEvidence> proofs =
        subject.live().stream().flatMap(one -> one.proof().stream()).toList();
    List<String> paths = proofs.stream().flatMap(proof -> proof.paths().stream()).toList();
    if (paths.isEmpty() && !subject.isLiveDataComplete()) {
      return refused(subject);
    }
    if (paths.isEmpty() && proofs.size() < subject.live().size()) {
      return Outcome.notShown("the proof was not made over the live rules");
    }
    return Outcome.of(
        paths,
        proofs.stream()
            .map(ReachabilityEvidence::how)
            .distinct()
            .collect(Collectors.joining("; ")));
  }

  private static Outcome refused(EvidenceInput subject) {
    return new Outcome(
        Outcome.Result.NOT_ASSESSED, "the cloud could not be asked", subject.unreachableClouds());
  }

  private static String stacks(EvidenceInput subject) {
    return subject.live().stream()
        .map(LiveStack::stack)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }
}

package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.evidence.model.ReachabilityEvidence;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Of the plan as a whole. */
final class PlanChecks {
  static final Check ENVIRONMENTS_APART =
      new Check(
          "environments-apart",
          EvidenceSource.PLAN,
          "no server of the environment can reach one of another environment, nor be reached by"
              + " one, directly or over other servers of the fleet",
          "exact proof over all rules of all clusters, every protocol and port, IPv4 and IPv6:"
              + " nothing is sampled",
          List.of(RawData.PROOF, RawData.GROUPS),
          subject -> proof(subject.proof()));

  static final Check BOTH_SIDES_CLOSED =
      new Check(
          "both-sides-closed",
          EvidenceSource.PLAN,
          "each environment keeps the other out by its own rules alone, so that one mistake does"
              + " not join them",
          "no rule of one side covers an address of the other, but for the outbound ones to the"
              + " whole Internet, where the other side is the lock",
          List.of(RawData.PROOF, RawData.GROUPS),
          subject -> Outcome.of(subject.proof().crossEnvironmentRules(), subject.proof().how()));

  static final Check OWN_PROJECTS =
      new Check(
          "own-projects",
          EvidenceSource.PLAN,
          "each cluster has a cloud project of its own; no network, address or login of the"
              + " environment is another environment's too",
          "projects, networks, outer addresses and OIDC audiences of all stack files, compared",
          List.of(RawData.STACK_FILES, RawData.CLUSTERS),
          PlanChecks::ownProjects);

  private PlanChecks() {}

  static Outcome proof(ReachabilityEvidence proof) {
    return Outcome.of(proof.paths(), proof.how());
  }

  private static Outcome ownProjects(EvidenceInput subject) {
    List<String> against = new ArrayList<>();
    for (ClusterPlan ours : subject.clusters()) {
      subject.fleet().clusters().stream()
          .filter(other -> !other.name().equals(ours.name()) && other.cloud().equals(ours.cloud()))
          .forEach(other -> against.add(both(ours, other) + " are in one project"));
      subject.others().forEach(other -> compare(ours, other, against));
    }
    int others = subject.others().size();
    return Outcome.of(
        against,
        subject.clusters().size() + " clusters beside " + others + " of other environments");
  }

  private static void compare(ClusterPlan ours, ClusterPlan other, List<String> against) {
    if (ours.network().cidr().overlaps(other.network().cidr())) {
      against.add(both(ours, other) + " have overlapping networks");
    }
    if (ours.endpoint().externalAddress().equals(other.endpoint().externalAddress())
        || !Collections.disjoint(
            ours.sourceAddresses(ServerRole.WORKER), other.sourceAddresses(ServerRole.WORKER))) {
      against.add(both(ours, other) + " have an outer address in common");
    }
    if (ours.identity().audience().equals(other.identity().audience())) {
      against.add(both(ours, other) + " take the same logins");
    }
  }

  private static String both(ClusterPlan one, ClusterPlan other) {
    return one.name() + " and " + other.name();
  }
}

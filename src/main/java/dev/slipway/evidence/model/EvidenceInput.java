package dev.slipway.evidence.model;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that one report is about.
 *
 * @param environment whose evidence it is
 * @param taken when the cloud was asked
 * @param fleet every environment: apart from what else would it be?
 * @param stackFiles of every stack of the fleet
 * @param proof over the plan
 * @param live one of each stack of the environment
 * @param packets where test packets were sent
 */
public record EvidenceInput(
    Environment environment,
    Instant taken,
    FleetPlan fleet,
    List<StackFileDigest> stackFiles,
    ReachabilityEvidence proof,
    List<LiveStack> live,
    Optional<PacketTestRun> packets) {

  /** Copies the lists. */
  public EvidenceInput {
    stackFiles = List.copyOf(stackFiles);
    live = List.copyOf(live);
  }

  /** The environment's clusters. */
  public List<ClusterPlan> clusters() {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.environment() == environment)
        .toList();
  }

  /** The clusters of all other environments. */
  public List<ClusterPlan> others() {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.environment() != environment)
        .toList();
  }

  /** The planned security groups of the environment's clusters. */
  public Stream<SecurityGroupPlan> groups() {
    return clusters().stream().flatMap(cluster -> cluster.securityGroups().stream());
  }

  /** Whether every stack's cloud gave an answer. */
  public boolean isLiveDataComplete() {
    return !live.isEmpty() && live.stream().allMatch(stack -> stack.error().isEmpty());
  }

  /** Why clouds gave no answer: the stacks, and the reason that they have in common. */
  public List<String> unreachableClouds() {
    Map<String, List<String>> stacks = new TreeMap<>();
    for (LiveStack one : live) {
      one.error()
          .ifPresent(
              why ->
                  stacks
                      .computeIfAbsent(why, same -> new ArrayList<>())
                      .add(one.stack().toString()));
    }
    return stacks.entrySet().stream()
        .map(one -> String.join(", ", one.getValue()) + ": " + one.getKey())
        .toList();
  }
}

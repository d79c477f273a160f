package dev.slipway.evidence.model;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Environment;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The complete input of one report.
 *
 * @param environment the environment that the report is about
 * @param collectedAt when the clouds were read
 * @param fleet all environments; separation is checked against them
 * @param stackFiles one per stack of the fleet
 * @param reachability result for the plan
 * @param packets results of test packets, if some were sent
 * @param repository settings of the repository, if they were read
 * @param audit the environment's audit events in their sinks, if they were read
 * @param live one per stack of the environment
 */
public record EvidenceInput(
    Environment environment,
    Instant collectedAt,
    FleetPlan fleet,
    List<StackFileDigest> stackFiles,
    ReachabilityEvidence reachability,
    Optional<PacketTestRun> packets,
    Optional<RepositoryState> repository,
    Optional<AuditState> audit,
    List<LiveStack> live) {

  /** The digest of the stack file that a cluster was planned from. */
  public record StackFileDigest(DnsLabel stack, String file, Sha256 sha256) {

    /** Computes the digest of a stack file. */
    public static StackFileDigest read(DnsLabel stack, Path file) throws IOException {
      Sha256 digest = Sha256.of(Files.readAllBytes(file));
      return new StackFileDigest(stack, file.getFileName().toString(), digest);
    }
  }

  /** Copies the lists. */
  public EvidenceInput {
    stackFiles = List.copyOf(stackFiles);
    live = List.copyOf(live);
  }

  /** Returns the clusters of the environment. */
  public List<ClusterPlan> clusters() {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.environment() == environment)
        .toList();
  }

  /** Returns the clusters of all other environments. */
  public List<ClusterPlan> otherClusters() {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.environment() != environment)
        .toList();
  }

  /** Returns whether the cloud of every stack could be read. */
  public boolean isLiveDataComplete() {
    return !live.isEmpty() && live.stream().allMatch(stack -> stack.error().isEmpty());
  }

  /** Returns the entry points of all clusters of the environment. */
  public List<EntryPoint> entryPoints() {
    return clusters().stream().flatMap(cluster -> EntryPoint.of(cluster).stream()).toList();
  }

  /** Returns the stacks of which no object exists. */
  public List<String> notBuilt() {
    return live.stream()
        .filter(stack -> !stack.built())
        .map(stack -> stack.stack().text())
        .toList();
  }

  /** Returns the errors of clouds that could not be read, each after the stacks that have it. */
  public List<String> unreachableClouds() {
    Map<String, List<String>> stacks = new TreeMap<>();
    for (LiveStack one : live) {
      one.error()
          .ifPresent(
              error ->
                  stacks
                      .computeIfAbsent(error, first -> new ArrayList<>())
                      .add(one.stack().toString()));
    }
    return stacks.entrySet().stream()
        .map(one -> String.join(", ", one.getValue()) + ": " + one.getKey())
        .toList();
  }
}

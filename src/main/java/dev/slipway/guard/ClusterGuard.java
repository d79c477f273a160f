package dev.slipway.guard;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a running cluster with its plan, and refuses new versions and CIDRs, which no update
 * applies, and new control-plane nodes while etcd has no majority.
 */
public final class ClusterGuard {
  private static final String UPGRADE = "an update upgrades no cluster: set it back to ";
  private static final String FIXED = "a cluster keeps it: set it back to ";

  private final ClusterPlan plan;
  private final List<Refusal> refusals = new ArrayList<>();

  private ClusterGuard(ClusterPlan plan) {
    this.plan = plan;
  }

  /** Returns every refusal. */
  public static List<Refusal> refusals(
      ClusterPlan plan, List<LiveServer> servers, LiveCluster live) {
    ClusterGuard guard = new ClusterGuard(plan);
    guard.compare("talos", live.talos(), plan.talos(), UPGRADE);
    guard.compare("kubernetes", live.kubernetes(), plan.kubernetes(), UPGRADE);
    guard.compare("cilium.sha256", live.ciliumSha256(), plan.cilium().sha256(), UPGRADE);
    guard.compare("cilium.encryption", live.ciliumEncryption(), plan.cilium().encryption(), FIXED);
    guard.compare("diskEncryption", live.diskEncryption(), plan.diskEncryption(), FIXED);
    guard.compare("network.podCidr", live.podCidr(), plan.network().podCidr(), FIXED);
    guard.compare("network.serviceCidr", live.serviceCidr(), plan.network().serviceCidr(), FIXED);
    List<String> added = newControlPlane(plan, servers);
    if (!added.isEmpty() && live.etcdMembers().isEmpty()) {
      guard.refusals.add(
          new Refusal(
              "controlPlane.count",
              added,
              "missing, and etcd does not answer",
              "new etcd members",
              "first bring the other control-plane nodes back: slipway drift %s shows them"
                  .formatted(plan.name())));
    }
    return guard.refusals;
  }

  /** Returns the keys of the values that cannot be compared, because they were not read. */
  static List<String> notAssessed(LiveCluster live) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    values.put("talos", live.talos());
    values.put("kubernetes", live.kubernetes());
    values.put("cilium.sha256", live.ciliumSha256());
    values.put("cilium.encryption", live.ciliumEncryption());
    values.put("diskEncryption", live.diskEncryption());
    values.put("network.podCidr", live.podCidr());
    values.put("network.serviceCidr", live.serviceCidr());
    return values.entrySet().stream()
        .filter(one -> one.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the control-plane nodes that an update would add to a cluster that has some. */
  public static List<String> newControlPlane(ClusterPlan plan, List<LiveServer> servers) {
    List<String> missing =
        plan.controlPlane().stream()
            .map(ServerPlan::name)
            .filter(name -> servers.stream().noneMatch(one -> one.name().equals(name)))
            .toList();
    return missing.size() == plan.controlPlane().size() ? List.of() : missing;
  }

  private void compare(String key, Optional<String> live, Object planned, String fix) {
    live.filter(value -> !value.equals(planned.toString()))
        .ifPresent(
            value ->
                refusals.add(
                    new Refusal(
                        key,
                        List.of("cluster " + plan.name()),
                        value,
                        planned.toString(),
                        fix + value)));
  }
}

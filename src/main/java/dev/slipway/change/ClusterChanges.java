package dev.slipway.change;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The effects of an update on the servers of a stack. They are computed from two plans, so they are
 * what happens if the cluster runs what the plan before describes.
 *
 * @param before the plan before the change; empty for a new stack
 * @param servers in the order of the update: control plane, workers, load balancers
 * @param refusals if there is one, the update changes nothing
 */
public record ClusterChanges(
    Optional<ClusterPlan> before,
    ClusterPlan after,
    List<ServerChange> servers,
    List<Refusal> refusals) {

  /** Copies the lists. */
  public ClusterChanges {
    servers = List.copyOf(servers);
    refusals = List.copyOf(refusals);
  }

  /** Compares two plans of one stack. */
  public static ClusterChanges between(Optional<ClusterPlan> before, ClusterPlan after) {
    List<Refusal> refusals =
        new ArrayList<>(
            before.map(old -> SetOnce.refusals(SetOnce.of(old), after)).orElse(List.of()));
    boolean allRefused = !refusals.isEmpty();
    boolean otherReplicas = refusals.stream().anyMatch(one -> one.what().equals(SetOnce.REPLICAS));
    List<ServerChange> servers = new ArrayList<>();
    for (ServerPlan server : after.servers()) {
      Optional<ServerPlan> old = before.flatMap(plan -> find(plan, server));
      List<Refusal> own =
          old.map(one -> ServerRefusals.between(one, server))
              .orElseGet(
                  () ->
                      before.map(plan -> ServerRefusals.creation(plan, server)).orElse(List.of()));
      if (!otherReplicas || server.role() != ServerRole.LOAD_BALANCER) {
        refusals.addAll(own);
      }
      if (!own.isEmpty() || (allRefused && old.isPresent())) {
        servers.add(new ServerChange(server, Effect.REFUSED, List.of(), Set.of()));
      } else if (old.isEmpty()) {
        servers.add(new ServerChange(server, Effect.CREATED, List.of(), Set.of()));
      } else {
        servers.add(existing(before.orElseThrow(), old.get(), after, server));
      }
    }
    before.ifPresent(old -> removed(old, after, otherReplicas, servers, refusals));
    boolean isRefused = !refusals.isEmpty();
    return new ClusterChanges(
        before,
        after,
        servers.stream().map(one -> isRefused ? one.refused() : one).toList(),
        refusals);
  }

  /** Returns the server of the same name. */
  static Optional<ServerPlan> find(ClusterPlan cluster, ServerPlan server) {
    return cluster.servers().stream().filter(one -> one.name().equals(server.name())).findFirst();
  }

  private static ServerChange existing(
      ClusterPlan before, ServerPlan old, ClusterPlan after, ServerPlan server) {
    List<String> paths =
        DocumentPaths.changed(ServerDocuments.of(before, old), ServerDocuments.of(after, server));
    Effect effect =
        paths.stream().anyMatch(RebootRule::needsReboot)
            ? Effect.REBOOT
            : !paths.isEmpty()
                ? Effect.LIVE
                : ServerRefusals.isForNewServersOnly(old, server)
                    ? Effect.NEW_SERVERS_ONLY
                    : Effect.UNCHANGED;
    return new ServerChange(server, effect, paths, RestartedProgram.of(paths));
  }

  private static void removed(
      ClusterPlan before,
      ClusterPlan after,
      boolean otherReplicas,
      List<ServerChange> servers,
      List<Refusal> refusals) {
    for (ServerPlan old : before.servers()) {
      if (find(after, old).isEmpty()) {
        Optional<Refusal> refusal = ServerRefusals.removal(old);
        refusal
            .filter(one -> !otherReplicas || old.role() != ServerRole.LOAD_BALANCER)
            .ifPresent(refusals::add);
        Effect effect = refusal.isPresent() ? Effect.REFUSED : Effect.REMOVED;
        servers.add(new ServerChange(old, effect, List.of(), Set.of()));
      }
    }
  }

  /** Whether the update stops before it changes a server. */
  public boolean isRefused() {
    return !refusals.isEmpty();
  }

  /**
   * Whether a server reboots, or the only API server restarts. An update does the second only if
   * the operator allows the outage.
   */
  public boolean isDisruptive() {
    return interruptsOnlyControlPlane()
        || servers.stream().anyMatch(server -> server.effect() == Effect.REBOOT);
  }

  /**
   * Whether the only control-plane node is interrupted: the cluster has no API meanwhile. New ones
   * are etcd members before an existing one changes.
   */
  public boolean interruptsOnlyControlPlane() {
    return before.isPresent() && after.controlPlane().size() == 1 && interruptsControlPlane();
  }

  /** Whether an etcd member or an API server is interrupted, one at a time. */
  public boolean interruptsControlPlane() {
    return servers.stream().anyMatch(ServerChange::interruptsControlPlane);
  }

  /** Whether the update adds control-plane nodes to an existing cluster. */
  public boolean addsControlPlane() {
    return before.isPresent()
        && servers.stream()
            .anyMatch(
                one ->
                    one.effect() == Effect.CREATED
                        && one.server().role() == ServerRole.CONTROL_PLANE);
  }

  /** Whether the cluster had workers and has none afterwards. */
  public boolean removesEveryWorker() {
    return before.filter(old -> !old.workers().isEmpty()).isPresent() && after.workers().isEmpty();
  }

  /** Whether the plan has nothing to do on any server. */
  public boolean isEmpty() {
    return servers.stream().allMatch(one -> one.effect() == Effect.UNCHANGED) && refusals.isEmpty();
  }
}

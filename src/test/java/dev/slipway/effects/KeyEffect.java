package dev.slipway.effects;

import dev.slipway.change.ClusterChanges;
import dev.slipway.change.Effect;
import dev.slipway.change.Refusal;
import dev.slipway.change.RestartedProgram;
import dev.slipway.change.ServerChange;
import dev.slipway.change.SetOnce;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.review.AffectedStack;
import dev.slipway.review.Change;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The effect of one sample: what {@code check} and the comparison of plans report, and what the
 * program registers in the in-memory engine.
 *
 * @param changes empty if {@code check} refuses the change
 * @param resources of the stack; empty if the change is refused
 * @param otherStacks other stacks that the change affects: rules or servers
 */
record KeyEffect(
    Sample sample,
    Optional<ClusterChanges> changes,
    Optional<ResourceChanges> resources,
    Set<String> otherStacks) {
  /** Groups of resources by the beginning of their type token. */
  private static final Map<String, String> GROUPS =
      new TreeMap<>(
          Map.of(
              "openstack:networking/secGroup", "security group rules",
              "openstack:networking/router", "router",
              "openstack:networking/subnet", "subnet",
              "openstack:networking/network:", "network",
              "openstack:networking/port", "ports",
              "openstack:networking/floatingIp", "floating IP",
              "openstack:compute/serverGroup", "server group",
              "openstack:loadbalancer", "Octavia load balancer",
              "kubernetes:", "Kubernetes objects",
              "zitadel:", "objects in Zitadel"));

  /** Plans every sample, in a folder of the test. */
  static List<KeyEffect> of(List<Sample> samples, Path folder) {
    return IntStream.range(0, samples.size())
        .mapToObj(i -> of(samples.get(i), folder.resolve(String.valueOf(i))))
        .toList();
  }

  private static KeyEffect of(Sample sample, Path folder) {
    FleetPlan before = sample.before(folder.resolve("before"));
    FleetPlan after;
    try {
      after = sample.after(folder.resolve("after"));
    } catch (InvalidFleetException refused) {
      return new KeyEffect(sample, Optional.empty(), Optional.empty(), Set.of());
    }
    ClusterPlan old = before.clusterOrThrow(DnsLabel.parse(sample.stack()));
    ClusterPlan young = after.clusterOrThrow(DnsLabel.parse(sample.stack()));
    ClusterChanges changes = ClusterChanges.between(Optional.of(old), young);
    Optional<ResourceChanges> resources =
        changes.isRefused()
            ? Optional.empty()
            : Optional.of(
                ResourceChanges.between(DeploymentFixture.of(before, old), run(after, young)));
    return new KeyEffect(sample, Optional.of(changes), resources, others(before, after, young));
  }

  private static MockDeployment run(FleetPlan fleet, ClusterPlan stack) {
    MockDeployment deployment = new MockDeployment();
    deployment.run(fleet, stack).throwOnError();
    return deployment;
  }

  private static Set<String> others(FleetPlan before, FleetPlan after, ClusterPlan own) {
    Set<String> others = new TreeSet<>();
    // ChangeTest shows that the others have the same resources.
    Set<DnsLabel> affected =
        new Change("base", before, after, List.of(), "")
            .affected().stream().map(AffectedStack::name).collect(Collectors.toSet());
    for (ClusterPlan other : after.clusters()) {
      if (!other.name().equals(own.name())) {
        ClusterPlan old = before.clusterOrThrow(other.name());
        if (!old.securityGroups().equals(other.securityGroups())) {
          others.add("security group rules");
        }
        if (!ClusterChanges.between(Optional.of(old), other).isEmpty()) {
          others.add("servers");
        }
        // Clusters of other environments are registered with another Argo CD.
        if (own.argocd().isPresent()
            && affected.contains(other.name())
            && hasOtherObjects(before, old, after, other)) {
          others.add("Kubernetes objects");
        }
      }
    }
    return others;
  }

  /** Whether the registration with Argo CD differs, which is in the registered cluster's stack. */
  private static boolean hasOtherObjects(
      FleetPlan before, ClusterPlan old, FleetPlan after, ClusterPlan young) {
    ResourceChanges all =
        ResourceChanges.between(DeploymentFixture.of(before, old), run(after, young));
    return all.inputs().keySet().stream().anyMatch(one -> one.startsWith("kubernetes:"));
  }

  /** Returns what shows the row: a test in the lab, or a method of KeyEffectsTest. */
  String shownBy() {
    if (sample.lab().isPresent()) {
      return "lab: `" + sample.lab().get() + "`";
    }
    if (changes.isEmpty()) {
      return "`check`";
    }
    if (!changes.get().isRefused()) {
      return "mock engine";
    }
    return refusedByTheCloud().isEmpty() ? "state" : "guard";
  }

  /** Returns what an update refuses by what the cloud and the cluster answer. */
  List<dev.slipway.guard.Refusal> refusedByTheCloud() {
    ClusterChanges all = changes.orElseThrow();
    return LiveFixture.refusals(all.before().orElseThrow(), all.after());
  }

  /** Returns what an update refuses by the values in the state of the stack. */
  List<Refusal> refusedByTheState() {
    ClusterChanges all = changes.orElseThrow();
    return SetOnce.refusals(SetOnce.of(all.before().orElseThrow()), all.after());
  }

  /** Returns what happens to the servers, for the table. */
  String servers() {
    if (changes.isEmpty()) {
      return "refused by `check`";
    }
    if (changes.get().isRefused()) {
      return reasons(changes.get().refusals())
          .distinct()
          .map(reason -> reason.text() + ": " + reason.until())
          .collect(Collectors.joining("; ", "refused: ", ""));
    }
    Map<String, List<ServerChange>> byEffect = new LinkedHashMap<>();
    for (ServerChange one : changes.get().servers()) {
      if (one.effect() != Effect.UNCHANGED) {
        byEffect.computeIfAbsent(text(one), text -> new ArrayList<>()).add(one);
      }
    }
    return byEffect.isEmpty()
        ? "nothing"
        : byEffect.entrySet().stream()
            .map(entry -> who(entry.getValue()) + ": " + entry.getKey())
            .collect(Collectors.joining("; "));
  }

  /** Returns the reasons; what is refused for the whole cluster implies refusals of its servers. */
  private Stream<Refusal.Reason> reasons(List<Refusal> refusals) {
    List<Refusal> ofKeys =
        refusals.stream().filter(one -> !one.what().startsWith(sample.stack())).toList();
    return (ofKeys.isEmpty() ? refusals : ofKeys).stream().map(Refusal::reason);
  }

  private static String text(ServerChange change) {
    String restarts =
        change.effect() == Effect.REBOOT
            ? ""
            : change.restarts().stream()
                .sorted()
                .map(RestartedProgram::text)
                .map(" and "::concat)
                .collect(Collectors.joining());
    boolean oneAtATime = change.effect().isApplied() || change.effect() == Effect.REMOVED;
    return change.effect().text() + restarts + (oneAtATime ? ", one at a time" : "");
  }

  private String who(List<ServerChange> same) {
    Set<ServerRole> roles =
        same.stream()
            .map(one -> one.server().role())
            .collect(Collectors.toCollection(TreeSet::new));
    if (roles.equals(Set.of(ServerRole.CONTROL_PLANE, ServerRole.WORKER))) {
      return "every node";
    }
    return roles.stream()
        .map(
            role ->
                role == ServerRole.WORKER && sample.key().startsWith("workers")
                    ? "its workers"
                    : plural(role))
        .collect(Collectors.joining(", "));
  }

  private static String plural(ServerRole role) {
    return switch (role) {
      case CONTROL_PLANE -> "control plane";
      case WORKER -> "workers";
      case LOAD_BALANCER -> "load balancers";
    };
  }

  /** Returns the other objects that change, for the table. */
  String objects() {
    if (resources.isEmpty()) {
      return "";
    }
    ResourceChanges all = resources.get();
    List<String> texts = new ArrayList<>();
    GROUPS.forEach(
        (type, name) -> {
          String verbs =
              Stream.of(
                      verb(type, all.created(), "created"),
                      verb(type, all.inputs().keySet(), "updated"),
                      verb(type, all.deleted(), "deleted"))
                  .flatMap(Optional::stream)
                  .collect(Collectors.joining(", "));
          if (!verbs.isEmpty()) {
            texts.add(name + " " + verbs);
          }
        });
    if (isNewArgoCd()) {
      texts.add("Argo CD's manifest applied");
    }
    if (!otherStacks.isEmpty()) {
      texts.add("other stacks: " + String.join(", ", otherStacks));
    }
    return String.join("; ", texts);
  }

  private boolean isNewArgoCd() {
    ClusterChanges all = changes.orElseThrow();
    return !all.before()
        .orElseThrow()
        .argocd()
        .map(ArgoCdPlan::release)
        .equals(all.after().argocd().map(ArgoCdPlan::release));
  }

  private static Optional<String> verb(String type, Collection<String> resources, String verb) {
    return resources.stream().anyMatch(one -> one.startsWith(type))
        ? Optional.of(verb)
        : Optional.empty();
  }
}

package dev.slipway.review;

import dev.slipway.plan.identity.Grant;
import dev.slipway.plan.identity.Permissions;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.MachineConfigPatch;
import dev.slipway.plan.security.FleetPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A changed setting of a stack that decides who may do what: sign-in, roles, trusted issuers,
 * origins of software, encryption, and what is recorded.
 *
 * @param before empty if there was none
 * @param after empty if there is none
 */
public record SecuritySetting(String stack, String setting, String before, String after) {

  /** All such settings of a cluster by their names. Connections are compared by other means. */
  private static Map<String, String> of(ClusterPlan plan) {
    Map<String, String> all = new TreeMap<>();
    ClusterPlan.Identity identity = plan.identity();
    all.put("sign-in: issuer", identity.issuer().toString());
    all.put("sign-in: audience", identity.audience());
    all.put("sign-in: organization", identity.organization());
    all.put("sign-in: clients", String.join(", ", identity.clients()));
    identity
        .zitadel()
        .ifPresent(
            zitadel ->
                zitadel
                    .grants()
                    .forEach((role, users) -> all.put("users with role " + role, list(users))));
    for (Role role : Roles.of(plan)) {
      put(all, role.key() + " in every namespace", role.everywhere());
      put(all, role.key() + " in its own namespaces", role.inOwnNamespaces());
    }
    plan.trustedIssuer()
        .ifPresent(issuer -> all.put("trusted issuer of Argo CD's tokens", issuer.url()));
    plan.argocd()
        .ifPresent(
            argocd -> {
              all.put("Argo CD: repository", argocd.repository().toString());
              all.put("Argo CD: revision", argocd.revision());
              all.put("Argo CD: namespaces", list(argocd.namespaces()));
            });
    plan.registryMirrors()
        .forEach((registry, mirror) -> all.put("mirror of " + registry, mirror.toString()));
    all.put("disk encryption", plan.diskEncryption().toString());
    all.put("audit log of an API server", plan.auditLog().toString());
    putSinks(all, plan);
    plan.state()
        .ifPresent(
            state -> {
              all.put("state backend", state.backend().toString());
              all.put("secrets provider", state.secretsProvider().text());
            });
    all.put("patches of machine configs", patches(plan));
    return all;
  }

  private static void putSinks(Map<String, String> all, ClusterPlan plan) {
    plan.auditSinks()
        .ifPresent(
            sinks -> {
              all.put("audit archive", sinks.archive().toString());
              all.put("audit log store", sinks.store().toString());
              sinks.siem().ifPresent(siem -> all.put("SIEM", siem.toString()));
            });
  }

  private static String list(List<String> texts) {
    return texts.stream().sorted().collect(Collectors.joining(", "));
  }

  /** Adds the verbs on each resource, so that a difference is one line. */
  private static void put(Map<String, String> all, String role, List<Permissions> permissions) {
    for (Permissions one : permissions) {
      for (Grant grant : one.grants()) {
        for (String resource : grant.resources()) {
          String key = "role %s: %s".formatted(role, name(resource, grant.apiGroup()));
          all.merge(key, list(grant.verbs()), (first, second) -> first + "; " + second);
        }
      }
    }
  }

  private static String name(String resource, String apiGroup) {
    return apiGroup.isEmpty() ? resource : resource + "." + apiGroup;
  }

  private static String patches(ClusterPlan plan) {
    return plan.patches().stream()
        .map(MachineConfigPatch::source)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Returns the differences of all stacks. A new stack is compared with its Ops Cluster. */
  static List<SecuritySetting> differences(FleetPlan before, FleetPlan after) {
    List<SecuritySetting> differences = new ArrayList<>();
    for (ClusterPlan plan : after.clusters()) {
      Optional<ClusterPlan> old = before.cluster(plan.name());
      differences.addAll(
          old.map(one -> between(plan, of(one)))
              .orElseGet(() -> between(plan, ofOps(before, plan))));
    }
    return differences;
  }

  private static Map<String, String> ofOps(FleetPlan before, ClusterPlan plan) {
    Map<String, String> ops =
        before.clusters().stream()
            .filter(one -> one.manages(plan))
            .findFirst()
            .map(SecuritySetting::of)
            .orElseGet(Map::of);
    // What a Management Cluster never has is not removed by adding one.
    Map<String, String> own = of(plan);
    return ops.entrySet().stream()
        .filter(one -> own.containsKey(one.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<SecuritySetting> between(ClusterPlan plan, Map<String, String> before) {
    Map<String, String> after = of(plan);
    Function<String, SecuritySetting> difference =
        setting ->
            new SecuritySetting(
                plan.name().text(),
                setting,
                before.getOrDefault(setting, ""),
                after.getOrDefault(setting, ""));
    return Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .sorted()
        .map(difference)
        .filter(one -> !one.before.equals(one.after))
        .toList();
  }
}

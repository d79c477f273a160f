package dev.slipway.evidence.control;

import dev.slipway.evidence.model.ApiServerConfig;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.identity.Roles.ReadGrant;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Checks of authentication, permissions and audit policy. */
final class IdentityChecks {
  private static final String ADMINISTRATOR = "cluster-admin";

  /** Source: Kubernetes, "Using RBAC Authorization": view does not allow viewing Secrets. */
  private static final Set<String> READERS = Set.of("view", Roles.CLUSTER_AUDITOR);

  static final Check SECOND_FACTOR =
      new Check(
          "second-factor",
          EvidenceSource.PLAN,
          "each Kubernetes API server is configured to refuse tokens of users who logged in without"
              + " a second factor",
          "authentication configuration of every API server: each issuer has the validation rule"
              + " for mfa",
          List.of(RawData.API_SERVERS),
          input ->
              everyServer(
                  input,
                  (cluster, config) -> config.requiresSecondFactor(),
                  "does not require a second factor"));

  static final Check USERS_BY_EMAIL =
      new Check(
          "users-identified-by-email",
          EvidenceSource.PLAN,
          "API servers are configured to identify users by their verified e-mail address, and to"
              + " accept tokens of one issuer for one Zitadel project, issued to its applications",
          "authentication configuration of every API server: one issuer, one audience, azp is one"
              + " of the stack file's clients, the user name is the e-mail claim, the address must"
              + " be verified",
          List.of(RawData.API_SERVERS),
          input ->
              everyServer(
                  input,
                  (cluster, config) -> config.identifiesUsersByEmail(cluster.identity()),
                  "has other authentication rules"));

  static final Check AUDIT_POLICY =
      new Check(
          "audit-policy",
          EvidenceSource.PLAN,
          "each API server is configured to record every request: user, action and time, without"
              + " contents",
          "audit policy of every API server: the only rule has level Metadata and matches every"
              + " request",
          List.of(RawData.API_SERVERS),
          input ->
              everyServer(
                  input, (cluster, config) -> config.recordsEveryRequest(), "records less"));

  static final Check ROLES =
      new Check(
          "roles",
          EvidenceSource.PLAN,
          "the catalogue has at most one role that may change clusters; all other roles may only"
              + " read, and read no secrets",
          "at most one role is bound to cluster-admin; all others are bound to Kubernetes' view"
              + " (which excludes secrets), to the auditor's ClusterRole, whose resources are"
              + " listed, and to Argo CD's role:readonly",
          List.of(RawData.ROLES),
          input -> roles(Roles.ALL, Roles.AUDITOR_READS));

  private IdentityChecks() {}

  private static Outcome everyServer(
      EvidenceInput input, BiPredicate<ClusterPlan, ApiServerConfig> isGood, String failure) {
    List<String> failures = new ArrayList<>();
    int servers = 0;
    for (ClusterPlan cluster : input.clusters()) {
      for (ServerPlan server : cluster.controlPlane()) {
        servers++;
        if (!isGood.test(cluster, ApiServerConfig.of(cluster, server))) {
          failures.add("the API server of " + server.name() + " " + failure);
        }
      }
    }
    return Outcome.of(
        failures, servers + " API servers of " + input.clusters().size() + " clusters");
  }

  static Outcome roles(List<Role> roles, List<ReadGrant> auditorReads) {
    List<String> failures = new ArrayList<>();
    List<Role> administrators =
        roles.stream().filter(role -> role.clusterRoles().contains(ADMINISTRATOR)).toList();
    if (administrators.size() > 1) {
      failures.add("several roles may change clusters: " + keys(administrators));
    }
    roles.stream()
        .filter(role -> !administrators.contains(role) && !isReader(role))
        .forEach(role -> failures.add("the role " + role.key() + " may do more than read"));
    boolean secrets =
        auditorReads.stream()
            .flatMap(grant -> grant.resources().stream())
            .anyMatch(resource -> resource.startsWith("secrets") || resource.equals("*"));
    if (secrets) {
      failures.add("the ClusterRole " + Roles.CLUSTER_AUDITOR + " reads secrets");
    }
    return Outcome.of(failures, "roles: " + keys(roles));
  }

  private static boolean isReader(Role role) {
    return READERS.containsAll(role.clusterRoles()) && role.argocdRole().equals("role:readonly");
  }

  private static String keys(List<Role> roles) {
    return roles.stream().map(Role::key).collect(Collectors.joining(", "));
  }
}

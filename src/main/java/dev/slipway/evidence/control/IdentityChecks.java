package dev.slipway.evidence.control;

import dev.slipway.evidence.model.ApiServers;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ClusterPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Of who gets in, and what each may do. */
final class IdentityChecks {
  private static final String ADMINISTRATOR = "cluster-admin";

  static final Check SECOND_FACTOR =
      new Check(
          "second-factor",
          EvidenceSource.PLAN,
          "each Kubernetes API server itself refuses who logged in without a second factor",
          "the authentication rules in the machine configuration of every cluster ask for mfa",
          List.of(RawData.API_SERVERS),
          subject ->
              each(
                  subject,
                  cluster -> ApiServers.asksForSecondFactor(ApiServers.text(cluster)),
                  "does not ask"));

  static final Check KNOWN_BY_EMAIL =
      new Check(
          "known-by-e-mail",
          EvidenceSource.PLAN,
          "a person is known to the API server by e-mail address and role, from one issuer and one"
              + " client",
          "the authentication rules of every cluster: one issuer, one audience, the user name from"
              + " the e-mail claim, groups from the roles of our organization",
          List.of(RawData.API_SERVERS),
          subject ->
              each(
                  subject,
                  cluster -> ApiServers.knowsByEmail(cluster.identity(), ApiServers.text(cluster)),
                  "has other rules"));

  static final Check AUDIT_POLICY =
      new Check(
          "audit-policy",
          EvidenceSource.PLAN,
          "each API server is told to record every request: who, what, when, not the contents",
          "the audit policy in the machine configuration of every cluster is one rule, Metadata,"
              + " for everything",
          List.of(RawData.API_SERVERS),
          subject ->
              each(
                  subject,
                  cluster -> ApiServers.recordsEverything(ApiServers.text(cluster)),
                  "records less"));

  static final Check ROLES =
      new Check(
          "roles",
          EvidenceSource.PLAN,
          "one role alone may change clusters; an auditor reads, and never secrets",
          "the catalogue of roles: who is bound to cluster-admin, and what the auditor's role"
              + " reads",
          List.of(RawData.ROLES),
          subject -> roles());

  private IdentityChecks() {}

  private static Outcome each(
      EvidenceInput subject, Predicate<ClusterPlan> good, String otherwise) {
    List<String> against =
        subject.clusters().stream()
            .filter(good.negate())
            .map(cluster -> cluster.name() + " " + otherwise)
            .toList();
    return Outcome.of(against, subject.clusters().size() + " clusters");
  }

  private static Outcome roles() {
    List<String> against = new ArrayList<>();
    List<String> administrators =
        Roles.ALL.stream()
            .filter(role -> role.clusterRoles().contains(ADMINISTRATOR))
            .map(Role::key)
            .toList();
    if (administrators.size() > 1) {
      against.add("several roles may do everything: " + String.join(", ", administrators));
    }
    boolean secrets =
        Roles.AUDITOR_READS.stream()
            .flatMap(grant -> grant.resources().stream())
            .anyMatch(resource -> resource.startsWith("secrets") || resource.equals("*"));
    if (secrets) {
      against.add("the auditor reads secrets");
    }
    List<String> keys = Roles.ALL.stream().map(Role::key).toList();
    return Outcome.of(against, "roles: " + String.join(", ", keys));
  }
}

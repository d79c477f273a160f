package dev.slipway.evidence.control;

import dev.slipway.evidence.model.ApiServerConfig;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Checks of authentication and audit policy. */
final class IdentityChecks {
  static final Check SECOND_FACTOR =
      new Check(
          "second-factor",
          EvidenceSource.PLAN,
          "the planned authentication file of each Kubernetes API server refuses tokens of users"
              + " who logged in without a second factor",
          "planned authentication configuration of every API server: each issuer has the validation"
              + " rule for mfa, except the one for Argo CD, which is the planned one",
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
          "the planned authentication file of each Kubernetes API server identifies users by their"
              + " verified e-mail address, and accepts their tokens of one issuer for one Zitadel"
              + " project, issued to its applications",
          "planned authentication configuration of every API server: one issuer and the planned one"
              + " for Argo CD, one audience, azp is one of the stack file's clients, the user name"
              + " is the e-mail claim, the address must be verified",
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
          "the planned audit policy of each API server records every request: user, action and"
              + " time, without contents",
          "planned audit policy of every API server: the only rule has level Metadata and matches"
              + " every request",
          List.of(RawData.API_SERVERS),
          input ->
              everyServer(
                  input, (cluster, config) -> config.recordsEveryRequest(), "records less"));

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
        failures, servers + " planned API servers of " + input.clusters().size() + " clusters");
  }
}

package dev.slipway.evidence.control;

import static dev.slipway.evidence.control.IdentityChecks.AUDIT_POLICY;
import static dev.slipway.evidence.control.IdentityChecks.SECOND_FACTOR;
import static dev.slipway.evidence.control.IdentityChecks.USERS_BY_EMAIL;
import static dev.slipway.evidence.control.RoleChecks.ROLES;
import static dev.slipway.evidence.control.RuleChecks.ADMINISTRATION;
import static dev.slipway.evidence.control.RuleChecks.CLOSED_TO_THE_INTERNET;
import static dev.slipway.evidence.control.RuleChecks.SINGLE_INGRESS_POINT;

import java.util.List;
import java.util.Set;

/** Controls of the operator's security documents. */
final class OperatorControls {
  private static final Control.Framework FRAMEWORK = Control.Framework.OPERATOR;

  private static final String COPIES =
      "data that leaves an environment other than over the network, for example in a restored"
          + " backup";

  static final List<Control> ALL =
      List.of(
          FRAMEWORK.control(
              "4.1",
              "Network protection",
              "a firewall in front of every server allows only listed connections",
              List.of(
                  CLOSED_TO_THE_INTERNET,
                  ADMINISTRATION,
                  SINGLE_INGRESS_POINT,
                  LoadBalancerChecks.LIMITED,
                  LiveChecks.AS_PLANNED,
                  PacketChecks.AS_PLANNED),
              ControlEntryPoints.LIMITED_NETWORK,
              "floods of traffic from many sources; services that run on the servers"),
          FRAMEWORK.control(
              "4.2",
              "Network services security",
              "only administration interfaces are reachable from outside, and API servers are"
                  + " planned to require a second factor",
              List.of(SECOND_FACTOR, ADMINISTRATION, SINGLE_INGRESS_POINT, LiveChecks.AS_PLANNED),
              ControlEntryPoints.EVERY_ENTRY_POINT,
              "encryption between the components of Kubernetes; NetworkPolicies inside clusters"),
          FRAMEWORK.control(
              "4.3",
              "Network segmentation inside a cluster",
              Controls.NO_DATA,
              List.of(),
              Set.of(),
              "NetworkPolicies inside clusters; control 4.1 covers the network below them"),
          FRAMEWORK.control(
              "6.1",
              "Environment separation",
              "no network path between this environment and another one",
              SeparationChecks.ALL,
              ControlEntryPoints.NETWORK,
              "whether clusters of customers are created from production only; "
                  + Controls.OUTSIDE_SERVICES),
          FRAMEWORK.control(
              "6.2",
              "Change management",
              "the repository enforces approvals; the network rules in the cloud are those of the"
                  + " reviewed files",
              List.of(RepositoryChecks.CHANGES, LiveChecks.AS_PLANNED),
              ControlEntryPoints.NETWORK,
              Controls.APPROVALS),
          FRAMEWORK.control(
              "6.3",
              "Data masking",
              "no network path on which customer data could leave production",
              SeparationChecks.ALL,
              ControlEntryPoints.NETWORK,
              COPIES),
          FRAMEWORK.control(
              "6.4",
              "Production data in acceptance environments",
              "no network path on which production data could enter this environment",
              SeparationChecks.ALL,
              ControlEntryPoints.NETWORK,
              COPIES),
          FRAMEWORK.control(
              "6.5",
              "Audit trail and testing",
              "clusters record requests with the user's e-mail address, in two sinks that keep"
                  + " them; auditors only read; environments are isolated",
              SeparationChecks.and(
                  AUDIT_POLICY,
                  AuditChecks.COMPLETE,
                  AuditChecks.KEPT,
                  USERS_BY_EMAIL,
                  SECOND_FACTOR,
                  ROLES),
              ControlEntryPoints.NETWORK_AND_CLUSTERS,
              "what root on the hosts of archive and log store can change; records that are older"
                  + " than the time window; whether test data is artificial"));

  private OperatorControls() {}
}

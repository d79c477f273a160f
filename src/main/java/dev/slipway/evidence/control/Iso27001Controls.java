package dev.slipway.evidence.control;

import static dev.slipway.evidence.control.IdentityChecks.AUDIT_POLICY;
import static dev.slipway.evidence.control.IdentityChecks.SECOND_FACTOR;
import static dev.slipway.evidence.control.IdentityChecks.USERS_BY_EMAIL;
import static dev.slipway.evidence.control.RoleChecks.ROLES;
import static dev.slipway.evidence.control.RuleChecks.ADMINISTRATION;
import static dev.slipway.evidence.control.RuleChecks.CLOSED_TO_THE_INTERNET;
import static dev.slipway.evidence.control.RuleChecks.NAMED_EGRESS;

import dev.slipway.evidence.model.EntryPoint;
import java.util.List;
import java.util.Set;

/** Controls of ISO/IEC 27001:2022, Annex A. */
final class Iso27001Controls {
  private static final Control.Framework FRAMEWORK = Control.Framework.ISO_27001;

  static final List<Control> ALL =
      List.of(
          FRAMEWORK.control(
              "A.5.3",
              "Segregation of duties",
              "at most one role has all permissions; auditors only read, operators read no secrets"
                  + " and change no permissions; no person can both make and approve a change",
              List.of(ROLES, RepositoryChecks.DUTIES),
              ControlEntryPoints.CLUSTERS,
              "which persons have which role; " + Controls.APPROVALS),
          FRAMEWORK.control(
              "A.5.15",
              "Access control",
              "administration only from listed addresses; as planned, Kubernetes users need a role"
                  + " and a second factor",
              List.of(ADMINISTRATION, SECOND_FACTOR, ROLES, LiveChecks.AS_PLANNED),
              ControlEntryPoints.EVERY_ENTRY_POINT,
              "which persons have which role; the identity provider records that"),
          FRAMEWORK.control(
              "A.8.2",
              "Privileged access rights",
              "as planned, at most one role has all permissions, and Kubernetes requires a second"
                  + " factor",
              List.of(ROLES, SECOND_FACTOR),
              ControlEntryPoints.CLUSTERS,
              "which persons have the administrator role; uses of the emergency credential"),
          FRAMEWORK.control(
              "A.8.3",
              "Information access restriction",
              "as planned, auditors read no secrets, and users are identified by e-mail address",
              List.of(ROLES, USERS_BY_EMAIL),
              ControlEntryPoints.CLUSTERS,
              "permissions that were granted directly in a running cluster"),
          FRAMEWORK.control(
              "A.8.5",
              "Secure authentication",
              "as planned, a password alone is not sufficient to log in to Kubernetes",
              List.of(SECOND_FACTOR, USERS_BY_EMAIL),
              ControlEntryPoints.CLUSTERS,
              "settings of the identity provider; logins to the cloud itself, which has no second"
                  + " factor"),
          FRAMEWORK.control(
              "A.8.9",
              "Configuration management",
              "the network rules in the cloud are those of the reviewed files",
              List.of(LiveChecks.AS_PLANNED),
              ControlEntryPoints.NETWORK,
              "configuration inside servers and clusters"),
          FRAMEWORK.control(
              "A.8.15",
              "Logging",
              "each cluster is planned to record requests, and two sinks have and keep the records",
              List.of(AUDIT_POLICY, AuditChecks.COMPLETE, AuditChecks.KEPT),
              Set.of(EntryPoint.Kind.KUBERNETES_API),
              "what root on the hosts of archive and log store can change; records that are older"
                  + " than the time window; logs of Talos, Argo CD and load balancers"),
          FRAMEWORK.control(
              "A.8.20",
              "Networks security",
              "networks are closed in both directions except for listed connections",
              List.of(
                  CLOSED_TO_THE_INTERNET,
                  ADMINISTRATION,
                  NAMED_EGRESS,
                  LiveChecks.AS_PLANNED,
                  PacketChecks.AS_PLANNED),
              ControlEntryPoints.NETWORK,
              "the cloud operator's network below the project"),
          FRAMEWORK.control(
              "A.8.22",
              "Segregation of networks",
              "no network path between this environment and another one",
              SeparationChecks.ALL,
              ControlEntryPoints.NETWORK,
              "separation inside one cluster, see 4.3; " + Controls.OUTSIDE_SERVICES),
          FRAMEWORK.control(
              "A.8.25",
              "Secure development life cycle",
              Controls.NO_DATA,
              List.of(),
              Set.of(),
              "reviews, tests and scans of the source code; the forge and its pipelines record"
                  + " them"),
          FRAMEWORK.control(
              "A.8.31",
              "Separation of development, test and production environments",
              "no network path between this environment and another one",
              SeparationChecks.ALL,
              ControlEntryPoints.NETWORK,
              "computers of developers, which are not part of the fleet; "
                  + Controls.OUTSIDE_SERVICES),
          FRAMEWORK.control(
              "A.8.32",
              "Change management",
              "the repository enforces approvals; the network rules in the cloud are those of the"
                  + " reviewed files",
              List.of(RepositoryChecks.CHANGES, LiveChecks.AS_PLANNED),
              ControlEntryPoints.NETWORK,
              Controls.APPROVALS));

  private Iso27001Controls() {}
}

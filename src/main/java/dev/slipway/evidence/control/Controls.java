package dev.slipway.evidence.control;

import static dev.slipway.evidence.control.Control.Framework.ISO_27001;
import static dev.slipway.evidence.control.Control.Framework.OPERATOR;
import static dev.slipway.evidence.control.IdentityChecks.AUDIT_POLICY;
import static dev.slipway.evidence.control.IdentityChecks.KNOWN_BY_EMAIL;
import static dev.slipway.evidence.control.IdentityChecks.ROLES;
import static dev.slipway.evidence.control.IdentityChecks.SECOND_FACTOR;
import static dev.slipway.evidence.control.PlanChecks.BOTH_SIDES_CLOSED;
import static dev.slipway.evidence.control.PlanChecks.ENVIRONMENTS_APART;
import static dev.slipway.evidence.control.PlanChecks.OWN_PROJECTS;
import static dev.slipway.evidence.control.RuleChecks.ADMINISTRATION;
import static dev.slipway.evidence.control.RuleChecks.CLOSED_TO_THE_INTERNET;
import static dev.slipway.evidence.control.RuleChecks.NAMED_EGRESS;
import static dev.slipway.evidence.control.RuleChecks.ONE_WAY_IN;

import java.util.List;
import java.util.stream.Stream;

/** The catalogue. What nothing here checks, the control says. */
public final class Controls {
  /** Of each layer the check that the environments are apart. */
  public static final List<Check> CROSS_ENVIRONMENT_CHECKS =
      List.of(ENVIRONMENTS_APART, LiveChecks.ENVIRONMENTS_APART, PacketChecks.ENVIRONMENTS_APART);

  private static final List<Check> SEPARATION_CHECKS =
      Stream.concat(CROSS_ENVIRONMENT_CHECKS.stream(), Stream.of(BOTH_SIDES_CLOSED, OWN_PROJECTS))
          .toList();

  private static final String REVIEWS =
      "That another person approved each change: the code host knows it and is not asked here.";

  private static final String COPIES =
      "That no person carried data over by other ways than the network, for example a restored"
          + " backup: only the way over the network is looked at.";

  /** In the order of the report. */
  public static final List<Control> ALL =
      List.of(
          new Control(
              OPERATOR,
              "4.1",
              "Network protection",
              "servers stand behind a filter that is shut but for what is named",
              List.of(
                  CLOSED_TO_THE_INTERNET,
                  ADMINISTRATION,
                  ONE_WAY_IN,
                  LoadBalancerChecks.LIMITED,
                  LiveChecks.AS_PLANNED,
                  PacketChecks.AS_PLANNED),
              "Protection against floods of traffic from many sources; services that run on the"
                  + " servers."),
          new Control(
              OPERATOR,
              "4.2",
              "Network services security",
              "only administration is offered to the outside, and to people with a second factor",
              List.of(SECOND_FACTOR, ADMINISTRATION, ONE_WAY_IN, LiveChecks.AS_PLANNED),
              "Encryption between the parts of Kubernetes, and the rules between its programs"
                  + " (NetworkPolicies): the clusters themselves are not asked here."),
          new Control(
              OPERATOR,
              "4.3",
              "Network segmentation inside a cluster",
              "nothing of it can be seen from here",
              List.of(),
              "NetworkPolicies are Kubernetes' own and the clusters are not asked here. The"
                  + " network below them is 4.1's."),
          new Control(
              OPERATOR,
              "6.1",
              "Environment separation",
              "no way over the network leads from this environment to another, or back",
              Stream.concat(SEPARATION_CHECKS.stream(), Stream.of(LiveChecks.AS_PLANNED)).toList(),
              "That customers' clusters are made from production alone."),
          new Control(
              OPERATOR,
              "6.2",
              "Change management",
              "the network rules in the cloud are those of the reviewed files",
              List.of(LiveChecks.AS_PLANNED),
              REVIEWS),
          new Control(
              OPERATOR,
              "6.3",
              "Data masking",
              "no way over the network by which customer data could leave production",
              SEPARATION_CHECKS,
              COPIES),
          new Control(
              OPERATOR,
              "6.4",
              "Production data in acceptance environments",
              "no way over the network by which production data could get here",
              SEPARATION_CHECKS,
              COPIES),
          new Control(
              OPERATOR,
              "6.5",
              "Audit trail and testing",
              "clusters are told to record what is done, under a person's name; auditors only read;"
                  + " tests run apart",
              Stream.concat(
                      Stream.of(AUDIT_POLICY, KNOWN_BY_EMAIL, SECOND_FACTOR, ROLES),
                      SEPARATION_CHECKS.stream())
                  .toList(),
              "That the records are kept for a month and cannot be changed: where they are sent and"
                  + " stored is not asked here. That test data is made up."),
          new Control(
              ISO_27001,
              "A.5.3",
              "Segregation of duties",
              "one role changes clusters, another watches",
              List.of(ROLES),
              "Who holds which role. " + REVIEWS),
          new Control(
              ISO_27001,
              "A.5.15",
              "Access control",
              "administration from named places only, with a second factor, by role",
              List.of(ADMINISTRATION, SECOND_FACTOR, ROLES, LiveChecks.AS_PLANNED),
              "Who holds which role: the identity provider knows it and is not asked here."),
          new Control(
              ISO_27001,
              "A.8.2",
              "Privileged access rights",
              "one role may do everything, and asks for a second factor",
              List.of(ROLES, SECOND_FACTOR),
              "Who holds the administrator's role, and uses of the emergency credential."),
          new Control(
              ISO_27001,
              "A.8.3",
              "Information access restriction",
              "auditors read no secrets; people are known by name",
              List.of(ROLES, KNOWN_BY_EMAIL),
              "Grants that were made in a running cluster besides these: the clusters are not asked"
                  + " here."),
          new Control(
              ISO_27001,
              "A.8.5",
              "Secure authentication",
              "a password alone does not suffice for a cluster",
              List.of(SECOND_FACTOR, KNOWN_BY_EMAIL),
              "The identity provider's own settings, and the cloud's own login, which knows no"
                  + " second factor."),
          new Control(
              ISO_27001,
              "A.8.9",
              "Configuration management",
              "the network rules in the cloud are those that are written down",
              List.of(LiveChecks.AS_PLANNED),
              "What is set inside servers and clusters: only the network's rules and ports are"
                  + " compared."),
          new Control(
              ISO_27001,
              "A.8.15",
              "Logging",
              "each cluster is told to record what is done in it",
              List.of(AUDIT_POLICY),
              "Where the records go, how long they are kept and that none is missing."),
          new Control(
              ISO_27001,
              "A.8.20",
              "Networks security",
              "networks are shut in both directions but for what is named",
              List.of(
                  CLOSED_TO_THE_INTERNET,
                  ADMINISTRATION,
                  NAMED_EGRESS,
                  LiveChecks.AS_PLANNED,
                  PacketChecks.AS_PLANNED),
              "The cloud operator's own network below the project."),
          new Control(
              ISO_27001,
              "A.8.22",
              "Segregation of networks",
              "no way over the network leads from this environment to another, or back",
              SEPARATION_CHECKS,
              "Separation inside one cluster: see 4.3."),
          new Control(
              ISO_27001,
              "A.8.25",
              "Secure development life cycle",
              "nothing of it can be seen from here",
              List.of(),
              "Reviews, tests and scans of the source code: the code host and its pipeline know"
                  + " them and are not asked here."),
          new Control(
              ISO_27001,
              "A.8.31",
              "Separation of development, test and production environments",
              "no way over the network leads from this environment to another, or back",
              Stream.concat(SEPARATION_CHECKS.stream(), Stream.of(LiveChecks.AS_PLANNED)).toList(),
              "Machines of developers, which are not of the fleet."),
          new Control(
              ISO_27001,
              "A.8.32",
              "Change management",
              "the network rules in the cloud are those of the reviewed files",
              List.of(LiveChecks.AS_PLANNED),
              REVIEWS));

  private Controls() {}
}

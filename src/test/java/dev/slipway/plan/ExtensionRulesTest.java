package dev.slipway.plan;

import static dev.slipway.plan.ExtensionFixture.FLEET;
import static dev.slipway.plan.ExtensionFixture.REASON;
import static dev.slipway.plan.ExtensionFixture.SYSLOG;
import static dev.slipway.plan.ExtensionFixture.assertRefused;
import static dev.slipway.plan.ExtensionFixture.connectionTo;
import static dev.slipway.plan.ExtensionFixture.host;
import static dev.slipway.plan.ExtensionFixture.refusal;
import static dev.slipway.plan.ExtensionFixture.syslog;
import static dev.slipway.plan.ExtensionFixture.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtensionRulesTest {
  @SuppressWarnings("NullAway") // a program without a checker may return null
  private static List<Connection> nothing(List<ClusterPlan> clusters) {
    return null;
  }

  @Test
  void ownConnectionBecomesARuleOfItsClusterAlone() {
    FleetPlan plain = Planner.plan(FLEET);
    FleetPlan plan = Planner.plan(FLEET, syslog(connectionTo("192.0.2.9/32")));
    for (ClusterPlan cluster : plan.clusters()) {
      ClusterPlan before = plain.clusterOrThrow(cluster.name());
      if (cluster.name().text().equals("staging-osl2")) {
        assertEquals(List.of("egress-ipv4-tcp-6514-192.0.2.9_32"), added(before, cluster));
      } else {
        assertEquals(before.securityGroups(), cluster.securityGroups());
      }
    }
  }

  private static List<String> added(ClusterPlan before, ClusterPlan after) {
    List<SecurityRule> old =
        before.securityGroups().stream().flatMap(group -> group.rules().stream()).toList();
    return after.securityGroups().stream()
        .flatMap(group -> group.rules().stream())
        .filter(rule -> !old.contains(rule))
        .map(SecurityRule::key)
        .toList();
  }

  @Test
  void refusesConnectionBetweenEnvironments() {
    assertRefused(
        """
        1 problem in the stack files:
        1. stacks/staging-osl2.yaml: the connection of "syslog" from staging-osl2-worker to \
        production-osl2-worker, syslog (tcp 6514): joins the environments staging and production, \
        which must not reach each other; declare it inside of one\
        """,
        syslog(
            clusters ->
                List.of(
                    new Connection(
                        worker(clusters, "staging-osl2"),
                        worker(clusters, "production-osl2"),
                        SYSLOG,
                        REASON))));
  }

  @Test
  void refusesPrefixWithAddressesOfAnotherEnvironment() {
    ClusterPlan production = Planner.plan(FLEET).clusterOrThrow(DnsLabel.parse("production-osl2"));
    String address = production.endpoint().externalAddress().toPrefix().toString();
    String message = refusal(syslog(connectionTo(address)));
    assertTrue(message.contains("covers production-osl2-load-balancer"), message);
  }

  @Test
  void refusesEveryAddress() {
    assertRefused(
        """
        1 problem in the stack files:
        1. stacks/staging-osl2.yaml: the connection of "syslog" from staging-osl2-worker to \
        0.0.0.0/0, syslog (tcp 6514): 0.0.0.0/0 is too large; expected length /16 or longer: name \
        the hosts' own prefixes\
        """,
        syslog(connectionTo("0.0.0.0/0")));
  }

  @Test
  void refusesLargePrefixOfClients() {
    assertRefused(
        """
        1 problem in the stack files:
        1. stacks/staging-osl2.yaml: the connection of "syslog" from 192.0.0.0/23 to \
        staging-osl2-worker, syslog (tcp 6514): 192.0.0.0/23 is too large; expected length /24 or \
        longer: name the hosts' own prefixes\
        """,
        syslog(
            clusters ->
                List.of(
                    new Connection(
                        host("192.0.0.0/23"), worker(clusters, "staging-osl2"), SYSLOG, REASON))));
  }

  @Test
  void refusesConnectionWithoutServerOfTheFleet() {
    assertRefused(
        """
        1 problem in the stack files:
        1. stacks/production.yaml: the connection of "syslog" from 192.0.2.1/32 to \
        192.0.2.2/32, syslog (tcp 6514): has no server of the fleet on either side; one must be a \
        Peer.Group\
        """,
        syslog(
            clusters ->
                List.of(
                    new Connection(host("192.0.2.1/32"), host("192.0.2.2/32"), SYSLOG, REASON))));
  }

  @Test
  void refusesReasonThatNeutronCannotHave() {
    assertRefused(
        """
        1 problem in the stack files:
        1. stacks/staging-osl2.yaml: the connection of "syslog" from staging-osl2-worker to \
        192.0.2.9/32, syslog (tcp 6514): its reason or label is not valid; expected 1 to 120 printable \
        ASCII characters\
        """,
        syslog(
            clusters ->
                List.of(
                    new Connection(
                        worker(clusters, "staging-osl2"), host("192.0.2.9/32"), SYSLOG, "a\nb"))));
  }

  @Test
  void refusesExtensionThatThrows() {
    assertRefused(
        """
        2 problems in the stack files:
        1. stacks/production-osl2.yaml: the check "naming" ended with \
        java.lang.IllegalStateException: no answer; an extension returns a list and throws \
        nothing: correct the program
        2. stacks/production.yaml: the connections of "syslog" ended with \
        java.lang.NullPointerException: the list is null; an extension returns a list and throws \
        nothing: correct the program\
        """,
        syslog(ExtensionRulesTest::nothing)
            .withCheck(
                "naming",
                file -> {
                  if (file.stack().text().equals("production-osl2")) {
                    throw new IllegalStateException("no answer");
                  }
                  return List.of();
                }));
  }

  /** A wrong constant in a class of the program ends as an error, not as an exception. */
  @Test
  void refusesExtensionThatEndsWithAnError() {
    String message =
        refusal(
            syslog(
                    clusters -> {
                      throw new ExceptionInInitializerError("constant");
                    })
                .withCheck(
                    "naming",
                    file -> {
                      throw new AssertionError("no answer");
                    }));
    assertTrue(
        message.contains("\"naming\" ended with java.lang.AssertionError: no answer"), message);
    assertTrue(
        message.contains("ended with java.lang.ExceptionInInitializerError: constant"), message);
  }

  @Test
  void reportsProblemsOfChecksWithTheirLine() {
    String message =
        refusal(
            PlanExtensions.NONE.withCheck(
                "workers",
                file ->
                    file.stack().text().equals("staging-osl2")
                        ? List.of(file.problem("workers", "must have a pool named gpu"))
                        : List.of()));
    assertTrue(
        message.matches(
            "(?s)1 problem in the stack files:\n"
                + "1. stacks/staging-osl2.yaml:\\d+: workers: must have a pool named gpu"),
        message);
  }

  @Test
  void refusesTwoExtensionsOfOneName() {
    PlanExtensions once = syslog(connectionTo("192.0.2.9/32"));
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> once.withConnections("syslog", connectionTo("::1/128")));
    assertEquals(
        "the name \"syslog\" is used twice; give each extension a name of its own",
        refusal.getMessage());
  }
}

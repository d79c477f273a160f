package dev.slipway.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.evidence.control.Assessment;
import dev.slipway.evidence.control.Check;
import dev.slipway.evidence.control.Control;
import dev.slipway.evidence.control.Controls;
import dev.slipway.evidence.control.EvidenceSource;
import dev.slipway.evidence.control.Outcome;
import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.TalosVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static final Map<String, Check> CHECKS =
      Controls.ALL.stream()
          .flatMap(control -> control.checks().stream())
          .distinct()
          .collect(Collectors.toMap(Check::id, Function.identity()));

  @Test
  void controlsAndChecksAreUnique() {
    assertEquals(20, Controls.ALL.stream().map(Control::number).distinct().count());
    assertEquals(20, Controls.ALL.size());
    assertEquals(20, CHECKS.size(), CHECKS.keySet().toString());
  }

  @Test
  void everyPlanCheckIsSatisfiedForShippedFleet() {
    assertPlanSatisfied(FleetFixture.fleet(), Result.SATISFIED);
  }

  /** Such a machine config consists of many documents, one per subject. */
  @Test
  void everyPlanCheckIsSatisfiedForTalos114() {
    assertPlanSatisfied(
        FleetFixture.withCluster("staging", "talos", TalosVersion.parse("1.14.0")),
        Result.SATISFIED);
  }

  @Test
  void limitsOfCloudProvidedLoadBalancersAreNotAssessed() {
    assertPlanSatisfied(FleetFixture.networkKinds(), Result.NOT_ASSESSED);
    assertEquals(
        "the cloud provides the load balancers of staging-cph1, staging-oul1",
        outcome(FleetFixture.networkKinds(), "limited-connections").explanation());
  }

  private static void assertPlanSatisfied(FleetPlan fleet, Result limitedConnections) {
    List<Check> checks =
        CHECKS.values().stream().filter(one -> one.source() == EvidenceSource.PLAN).toList();
    assertEquals(12, checks.size());
    for (Check check : checks) {
      Result expected =
          check.id().equals("limited-connections") ? limitedConnections : Result.SATISFIED;
      Outcome outcome = outcome(fleet, check.id());
      assertEquals(expected, outcome.result(), check.id() + ": " + outcome.explanation());
    }
  }

  @Test
  void detectsProjectOfTwoEnvironments() {
    assertFails(
        FleetFixture.withCluster("production-osl2", "cloud", "staging-osl2"),
        "separate-projects",
        "staging-osl2 and production-osl2 are in the same project");
  }

  @Test
  void detectsLoginAudienceOfTwoEnvironments() {
    assertFails(
        FleetFixture.withCluster(
            "production-osl2", "identity", FleetFixture.cluster("staging-osl2").identity()),
        "separate-projects",
        "staging and production-osl2 accept the same logins",
        "staging-osl2 and production-osl2 accept the same logins",
        "staging-sto2 and production-osl2 accept the same logins");
  }

  @Test
  void detectsOverlappingNetworks() {
    assertFails(
        FleetFixture.withCluster(
            "production-osl2", "network", FleetFixture.cluster("staging-osl2").network()),
        "separate-projects",
        "staging-osl2 and production-osl2 have overlapping networks",
        "staging-osl2 and production-osl2 have the same external address");
  }

  @Test
  void detectsInternetAsJumpHost() {
    assertFails(
        FleetFixture.withCluster("staging", "adminPrefixes", List.of(IpPrefix.ALL_IPV4)),
        "closed-to-the-internet",
        "rule ingress-ipv4-tcp-6443-0.0.0.0_0 of staging-load-balancer admits too large a prefix",
        "rule ingress-ipv4-tcp-50000-0.0.0.0_0 of staging-load-balancer admits too large a prefix",
        "rule ingress-ipv4-tcp-50443-0.0.0.0_0 of staging-load-balancer admits too large a prefix",
        "staging admits 4294967296 IPv4 addresses");
  }

  @Test
  void detectsProductionAddressAsJumpHost() {
    IpPrefix egress = FleetFixture.cluster("production").sourceAddresses(ServerRole.WORKER).get(0);
    Outcome outcome =
        outcome(
            FleetFixture.withCluster("staging", "adminPrefixes", List.of(egress)),
            "both-sides-closed");
    assertEquals(Result.NOT_SATISFIED, outcome.result());
    assertTrue(
        outcome.details().stream().allMatch(detail -> detail.contains("covers production-")),
        outcome.details().toString());
  }

  @Test
  void violatedControlsAreThoseOfTheFailedCheck() {
    EvidenceInput input =
        input(FleetFixture.withCluster("staging", "adminPrefixes", List.of(IpPrefix.ALL_IPV4)));
    List<Control> violated = Assessment.of(input).violatedControls();
    assertTrue(violated.stream().anyMatch(control -> control.number().equals("A.8.20")));
    assertFalse(violated.stream().anyMatch(control -> control.number().equals("A.8.15")));
  }

  private static void assertFails(FleetPlan fleet, String check, String... failures) {
    Outcome outcome = outcome(fleet, check);
    assertEquals(Result.NOT_SATISFIED, outcome.result(), outcome.explanation());
    assertEquals(
        List.of(failures).stream().sorted().toList(), outcome.details().stream().sorted().toList());
  }

  private static Outcome outcome(FleetPlan fleet, String check) {
    return Objects.requireNonNull(CHECKS.get(check), check).outcome(input(fleet));
  }

  private static EvidenceInput input(FleetPlan fleet) {
    return EvidenceFixture.input(fleet, List.of(), Optional.empty());
  }
}

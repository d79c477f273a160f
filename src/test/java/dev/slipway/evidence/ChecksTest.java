package dev.slipway.evidence;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.evidence.control.Check;
import dev.slipway.evidence.control.Control;
import dev.slipway.evidence.control.Controls;
import dev.slipway.evidence.control.EvidenceSource;
import dev.slipway.evidence.control.Outcome;
import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.ApiServers;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static final Map<String, Check> CHECKS =
      Controls.ALL.stream()
          .flatMap(control -> control.checks().stream())
          .distinct()
          .collect(Collectors.toMap(Check::id, Function.identity()));

  @Test
  void eachIdStandsOnce() {
    Stream<Control> controls = Controls.ALL.stream();
    assertEquals(Controls.ALL.size(), controls.map(Control::number).distinct().count());
    assertTrue(CHECKS.size() > 10, CHECKS.keySet().toString());
  }

  @Test
  void everyCheckOfThePlanHoldsForTheShippedFleet() {
    EvidenceInput subject = EvidenceFixture.unasked();
    nonEmpty(planChecks())
        .forEach(
            check -> assertEquals(Result.SATISFIED, check.outcome(subject).result(), check.id()));
  }

  /** Shared networks and both kinds of Octavia: what is the cloud's own is not claimed. */
  @Test
  void otherKindsOfNetworksHoldTooButNotWhatIsTheClouds() {
    FleetPlan fleet = FleetFixture.networkKinds();
    EvidenceInput subject = EvidenceFixture.subject(fleet, List.of(), Optional.empty());
    nonEmpty(planChecks()).stream()
        .filter(check -> !check.id().equals("limited-connections"))
        .forEach(
            check -> assertEquals(Result.SATISFIED, check.outcome(subject).result(), check.id()));
    Outcome limited = Objects.requireNonNull(CHECKS.get("limited-connections")).outcome(subject);
    assertEquals(Result.NOT_ASSESSED, limited.result());
    assertTrue(limited.because().endsWith(" are the cloud's own"), limited.because());
  }

  @Test
  void aProjectOfBothEnvironmentsSpeaksAgainstSeparation() {
    assertBroken(
        FleetFixture.withCluster("production-osl2", "cloud", "staging-osl2"),
        "own-projects",
        "staging-osl2 and production-osl2 are in one project");
  }

  @Test
  void oneLoginForBothEnvironmentsSpeaksAgainstSeparation() {
    assertBroken(
        FleetFixture.withCluster(
            "production-osl2", "identity", FleetFixture.cluster("staging-osl2").identity()),
        "own-projects",
        "staging-osl2 and production-osl2 take the same logins");
  }

  @Test
  void overlappingNetworksSpeakAgainstSeparation() {
    assertBroken(
        FleetFixture.withCluster(
            "production-osl2", "network", FleetFixture.cluster("staging-osl2").network()),
        "own-projects",
        "staging-osl2 and production-osl2 have overlapping networks");
  }

  @Test
  void theWholeInternetAsJumpHostSpeaksAgainstTheFilter() {
    assertBroken(
        FleetFixture.withCluster("staging", "adminPrefixes", List.of(IpPrefix.ALL_IPV4)),
        "closed-to-the-internet",
        "rule ingress-ipv4-tcp-50000-0.0.0.0_0 of staging-load-balancer admits the whole Internet");
  }

  @Test
  void aJumpHostThatIsProductionSpeaksAgainstBothSidesBeingClosed() {
    IpPrefix egress = FleetFixture.cluster("production").sourceAddresses(ServerRole.WORKER).get(0);
    assertBroken(
        FleetFixture.withCluster("staging", "adminPrefixes", List.of(egress)),
        "both-sides-closed",
        "covers production-");
  }

  @Test
  void aMachineConfigurationThatAsksForLessIsSeen() {
    ClusterPlan cluster = FleetFixture.cluster("staging");
    String text = ApiServers.text(cluster);
    assertTrue(ApiServers.asksForSecondFactor(text));
    assertFalse(ApiServers.asksForSecondFactor(text.replace("'mfa' in", "'pwd' in")));
    assertTrue(ApiServers.recordsEverything(text));
    assertFalse(ApiServers.recordsEverything(text.replace("\"Metadata\"", "\"None\"")));
    assertTrue(ApiServers.knowsByEmail(cluster.identity(), text));
    assertFalse(ApiServers.knowsByEmail(cluster.identity(), text.replace("claims.email", "x")));
    ClusterPlan other = FleetFixture.cluster("production");
    assertFalse(ApiServers.knowsByEmail(other.identity(), text));
  }

  private static List<Check> planChecks() {
    return CHECKS.values().stream().filter(check -> check.layer() == EvidenceSource.PLAN).toList();
  }

  private static void assertBroken(FleetPlan fleet, String check, String because) {
    EvidenceInput subject = EvidenceFixture.subject(fleet, List.of(), Optional.empty());
    Check one = Objects.requireNonNull(CHECKS.get(check), check);
    Outcome outcome = one.outcome(subject);
    assertEquals(Result.NOT_SATISFIED, outcome.result(), outcome.because());
    assertTrue(
        outcome.details().stream().anyMatch(detail -> detail.contains(because)),
        outcome.details().toString());
  }
}

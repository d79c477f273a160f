package dev.slipway.evidence.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.CloudServer;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.document.Json;
import dev.slipway.drift.DriftKind;
import dev.slipway.drift.LiveProjectFixture;
import dev.slipway.evidence.EvidenceFolder;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.LiveStack;
import dev.slipway.evidence.model.ReachabilityEvidence;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.Environment;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Collects evidence from clouds that are served over HTTP, without the command line. */
class LiveEvidenceTest {
  private static final FleetPlan FLEET = FleetFixture.fleet();

  private final Map<String, CloudServer> servers = new HashMap<>();

  @BeforeEach
  void serveStagingAsPlanned() throws IOException {
    for (ClusterPlan cluster : FLEET.clusters()) {
      if (cluster.environment() == Environment.STAGING) {
        servers.put(cluster.name().text(), RecordedCloud.start());
        serve(cluster, new LiveProjectFixture(FLEET, cluster).collections());
      }
    }
  }

  @AfterEach
  void stop() {
    servers.values().forEach(CloudServer::close);
  }

  @Test
  void collectsCompleteEvidenceWithoutChangingAnything() {
    List<LiveStack> live = collect();
    assertEquals(
        List.of("staging", "staging-osl2", "staging-sto2"),
        live.stream().map(stack -> stack.stack().text()).toList());
    EvidenceInput input =
        new EvidenceInput(
            Environment.STAGING,
            Instant.parse("2026-11-24T21:30:00Z"),
            FLEET,
            List.of(),
            ReachabilityEvidence.ofPlan(FLEET, Environment.STAGING),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            live);
    assertTrue(input.isLiveDataComplete());
    EvidenceFolder evidence = EvidenceFolder.of(input);
    assertEquals(List.of(), evidence.violatedControls());
    assertTrue(
        evidence
            .files()
            .getOrDefault(EvidenceFolder.REPORT, "")
            .contains("**The cloud: no path between environments.** 2 of 2 checks are satisfied."));
    for (CloudServer server : servers.values()) {
      assertEquals(
          List.of("POST /v3/auth/tokens"),
          server.requests().stream().filter(request -> !request.startsWith("GET ")).toList());
    }
  }

  @Test
  void storesResponsesUnchanged() {
    LiveStack staging = collect().get(0);
    Map<String, Object> served =
        new LiveProjectFixture(FLEET, FleetFixture.cluster("staging")).collections();
    assertEquals(served.keySet(), staging.responses().keySet());
    assertEquals(
        Json.write(Objects.requireNonNull(served.get("ports"))),
        Json.write(Objects.requireNonNull(staging.responses().get("ports"))));
  }

  @Test
  void reportsDriftAsFindings() throws IOException {
    ClusterPlan cluster = FleetFixture.cluster("staging");
    LiveProjectFixture changed = new LiveProjectFixture(FLEET, cluster);
    changed.ports.remove(0);
    serve(cluster, changed.collections());
    assertEquals(
        List.of(DriftKind.MISSING_PORT),
        collect().get(0).findings().stream().map(finding -> finding.kind()).toList());
  }

  @Test
  void unreachableCloudIsAResult() {
    Objects.requireNonNull(servers.get("staging-osl2")).close();
    List<LiveStack> live = new ArrayList<>(collect());
    assertTrue(live.get(1).error().isPresent());
    assertEquals(Map.of(), live.get(1).responses());
    assertEquals(Optional.empty(), live.get(0).error());
    assertEquals(Optional.empty(), live.get(2).error());
  }

  @Test
  void failureToConnectIsAResult() {
    List<LiveStack> live =
        LiveEvidence.collect(
            FLEET,
            Environment.STAGING,
            cluster -> {
              throw new CloudException("no entry for " + cluster.cloud());
            });
    assertEquals(
        List.of("no entry for staging", "no entry for staging-osl2", "no entry for staging-sto2"),
        live.stream().map(stack -> stack.error().orElse("")).toList());
  }

  private List<LiveStack> collect() {
    return LiveEvidence.collect(FLEET, Environment.STAGING, this::connect);
  }

  private OpenStackClient connect(ClusterPlan cluster) {
    return server(cluster).open();
  }

  private CloudServer server(ClusterPlan cluster) {
    return Objects.requireNonNull(servers.get(cluster.name().text()));
  }

  private void serve(ClusterPlan cluster, Map<String, Object> collections) {
    RecordedCloud.serve(server(cluster), cluster, collections);
  }
}

package dev.slipway.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.guard.LiveImage;
import dev.slipway.guard.LiveServer;
import dev.slipway.guard.LiveServerFixture;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Changes servers of a project that matches its plan, one at a time. */
class ServerDriftTest {
  private static final ClusterPlan PLAN = FleetFixture.cluster("staging-osl2");
  private static final String NODE = "staging-osl2-general-1";
  private static final String OPENSTACK = "openstack --os-cloud staging-osl2 server ";

  @Test
  void acceptsServersOfThePlan() {
    assertEquals(List.of(), ServerDrift.of(LiveServerFixture.of(PLAN), PLAN));
  }

  @Test
  void detectsMissingServer() {
    List<LiveServer> live = new ArrayList<>(LiveServerFixture.of(PLAN));
    live.removeIf(one -> one.name().equals(NODE));
    assertFinds(
        new Finding(
            DriftKind.MISSING_SERVER,
            "server " + NODE,
            "",
            "a server with address 10.41.16.32",
            "no such server",
            "pulumi up --refresh --stack staging-osl2"),
        live);
  }

  @Test
  void detectsUnknownServerOfTheStack() {
    List<LiveServer> live = new ArrayList<>(LiveServerFixture.of(PLAN));
    live.add(
        new LiveServer(
            "staging-osl2-general-3",
            "third",
            "ACTIVE",
            "",
            Optional.empty(),
            Optional.empty(),
            false,
            Set.of("10.41.16.34"),
            "staging-osl2",
            "worker"));
    assertFinds(
        new Finding(
            DriftKind.UNKNOWN_SERVER,
            "server staging-osl2-general-3",
            "third",
            "no such server",
            "role worker, status ACTIVE",
            "pulumi up --stack staging-osl2"),
        live);
  }

  @Test
  void detectsServerOfNoStack() {
    List<LiveServer> live = new ArrayList<>(LiveServerFixture.of(PLAN));
    live.add(foreign("miner", "10.41.16.99"));
    assertFinds(
        new Finding(
            DriftKind.UNKNOWN_SERVER,
            "server miner",
            "foreign",
            "no such server",
            "status ACTIVE, not created by the stack",
            OPENSTACK + "delete --wait foreign"),
        live);
  }

  @Test
  void detectsServerWithThePlannedNameOfAnother() {
    List<LiveServer> live = new ArrayList<>(LiveServerFixture.of(PLAN));
    live.add(0, foreign(NODE, "10.41.16.99"));
    List<Finding> findings = ServerDrift.of(live, PLAN);
    assertEquals(
        List.of("foreign", DriftKind.UNKNOWN_SERVER),
        findings.stream().flatMap(one -> Stream.of(one.id(), one.kind())).toList());
  }

  private static LiveServer foreign(String name, String address) {
    return new LiveServer(
        name,
        "foreign",
        "ACTIVE",
        "",
        Optional.empty(),
        Optional.empty(),
        false,
        Set.of(address),
        "",
        "");
  }

  @Test
  void detectsStatus() {
    assertStatus("SHUTOFF", OPENSTACK + "start " + NODE + "-id");
    assertStatus("ERROR", OPENSTACK + "show " + NODE + "-id");
  }

  /** An update accepts the server, because nothing can be created from its image any more. */
  @Test
  void detectsOtherImageThatNoLongerExists() {
    String planned = FleetFixture.TALOS;
    LiveImage gone = new LiveImage("gone", Optional.empty());
    assertFinds(
        new Finding(
            DriftKind.CHANGED_SERVER,
            "server " + NODE,
            NODE + "-id",
            "image " + planned,
            "image gone, which Glance does not have for this project",
            OPENSTACK + "event list " + NODE + "-id"),
        LiveServerFixture.with(PLAN, NODE, "image", Optional.of(gone)));
    LiveImage same = new LiveImage(FleetFixture.TALOS_ID, Optional.empty());
    assertEquals(
        List.of(),
        ServerDrift.of(LiveServerFixture.with(PLAN, NODE, "image", Optional.of(same)), PLAN));
  }

  @Test
  void detectsOtherFlavor() {
    assertFinds(
        new Finding(
            DriftKind.CHANGED_SERVER,
            "servers " + NODE,
            "",
            "workers.general.flavor l2.c4r8.100",
            "l2.c2r4",
            "# an update resizes no server: set it back to l2.c2r4"),
        LiveServerFixture.with(PLAN, NODE, "flavor", Optional.of("l2.c2r4")));
  }

  @Test
  void noFixDeletesServer() {
    List<LiveServer> live =
        LiveServerFixture.of(PLAN).stream()
            .map(one -> RecordCopy.with(one, "addresses", Set.of("10.41.16.99")))
            .map(one -> RecordCopy.with(one, "status", "ERROR"))
            .toList();
    List<Finding> findings = ServerDrift.of(live, PLAN);
    assertFalse(findings.isEmpty());
    findings.forEach(one -> assertFalse(one.fix().contains("delete"), one.fix()));
  }

  private static void assertStatus(String status, String fix) {
    assertFinds(
        new Finding(DriftKind.SERVER_STATUS, "server " + NODE, NODE + "-id", "ACTIVE", status, fix),
        LiveServerFixture.with(PLAN, NODE, "status", status));
  }

  private static void assertFinds(Finding finding, List<LiveServer> live) {
    assertEquals(List.of(finding), ServerDrift.of(live, PLAN));
  }
}

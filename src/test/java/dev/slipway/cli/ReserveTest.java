package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReserveTest extends ReserveFixture {
  @Test
  void reservesOnceAndReleases() {
    assertEquals(
        """
        created: floating IP 198.51.100.51 (%1$s)
        created: router 198.51.100.52 (%2$s)
        --- DIR/staging-osl2.yaml
        +++ DIR/staging-osl2.yaml
        """
            .formatted(FLOATING_IP, ROUTER),
        reserve("--yes").out().replaceFirst("(?s)@@.*", ""));
    assertEquals(
        "  routerExternalIp: 198.51.100.52\n  routerId: \"%s\"\n".formatted(ROUTER),
        files
            .text(STACK)
            .replaceFirst("(?s).*(  routerExternalIp)", "$1")
            .replaceFirst("(?s)(\n  routerId.*?\n).*", "$1"));
    assertEquals("\"198.51.100.51\"", files.value(STACK, "endpoint.floatingIp"));
    assertEquals("\"%s\"".formatted(FLOATING_IP), files.value(STACK, "endpoint.floatingIpId"));
    files.plan(); // the fleet is valid
    assertEquals("DIR/staging-osl2.yaml: nothing to change\n", reserve("--yes").out());
    assertEquals(List.of("POST floatingips", "POST routers"), neutron.changes());
    assertEquals(
        """
        reserved: floating IP 198.51.100.51 (%s)
        reserved: router 198.51.100.52 (%s)
        to delete them: slipway reserve staging-osl2 --release --yes
        """
            .formatted(FLOATING_IP, ROUTER),
        reserve("--release").out());
    assertEquals(0, reserve("--release", "--yes").exitCode());
    assertEquals(without, files.text(STACK));
    assertEquals(List.of(), neutron.ids("floatingips"));
    assertEquals(List.of(), neutron.ids("routers"));
    assertEquals("DIR/staging-osl2.yaml: nothing to change\n", reserve("--release", "--yes").out());
  }

  @Test
  void changesNothingWithoutTheOption() {
    assertEquals(
        """
        would create: floating IP
        would create: router
        to reserve the addresses: slipway reserve staging-osl2 --yes
        """,
        reserve().out());
    assertEquals(List.of(), neutron.changes());
    assertEquals(without, files.text(STACK));
  }

  /** The connection ends after the request was applied, as when the process is killed. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void continuesAfterAnInterruption(int changes) {
    neutron.breakOffAfter(changes);
    assertEquals(ExitCodes.FAILED.code(), reserve("--yes").exitCode());
    assertEquals(without, files.text(STACK));
    neutron.repair();
    assertEquals(0, reserve("--yes").exitCode());
    assertEquals(List.of("POST floatingips", "POST routers"), neutron.changes());
    String complete = files.text(STACK);
    neutron.breakOffAfter(changes);
    assertEquals(ExitCodes.FAILED.code(), reserve("--release", "--yes").exitCode());
    assertEquals(complete, files.text(STACK));
    neutron.repair();
    assertEquals(0, reserve("--release", "--yes").exitCode());
    assertEquals(without, files.text(STACK));
    assertEquals(List.of(), neutron.ids("routers"));
    assertEquals(4, neutron.changes().size());
  }

  @Test
  void releasesWhatWasReservedBeforeTheFileWasWritten() {
    neutron.breakOffAfter(1);
    reserve("--yes");
    neutron.repair();
    assertEquals(0, reserve("--release", "--yes").exitCode());
    assertEquals(List.of(), neutron.ids("floatingips"));
    assertEquals(List.of(), neutron.ids("routers"));
  }

  @Test
  void completesTheAddressThatAnEarlierRunReserved() {
    String id = neutron.add("floatingips", "", API);
    files.with(
        STACK, "  address: 10.41.16.10\n", "  address: 10.41.16.10\n  floatingIp: 198.51.100.51\n");
    assertEquals(0, reserve("--yes").exitCode());
    assertEquals("\"%s\"".formatted(id), files.value(STACK, "endpoint.floatingIpId"));
    assertEquals(List.of("POST routers"), neutron.changes());
  }
}

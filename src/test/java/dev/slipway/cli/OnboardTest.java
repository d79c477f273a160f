package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnboardTest {
  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  @Test
  void writesOneNewFile() {
    CliRun run = onboard("production-got1", "production-sto2");
    assertEquals(0, run.exitCode());
    Golden.assertSame("onboard/output.txt", run.out().replace(folder.toString(), "stacks"));
    Golden.assertSame("onboard/production-got1.yaml", files.text("production-got1"));
  }

  @Test
  void assignsDifferentAddressesToTwoNewDatacenters() {
    assertEquals(0, onboard("staging-got1", "staging-osl2").exitCode());
    String id = "00000000000000000000000000000001";
    String cloud = "cloud: staging-got1\n";
    files.with("staging-got1", cloud, cloud + "project: { id: \"%s\" }\n".formatted(id));
    assertEquals(0, onboard("staging-got2", "staging-got1").exitCode());
  }

  @Test
  void assignsTheNextFreePrefixOfASharedNetwork() {
    files.withFilesOf(FleetFixture.NETWORK_KINDS);
    CliRun run = onboard("staging-got1", "staging-hel1");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        List.of(
            "+datacenter: got1",
            "+cloud: staging-got1",
            "+network.cidr: 203.0.113.192/26",
            "+endpoint.address: 203.0.113.202",
            "+endpoint.dnsName: api.staging-got1.example.net"),
        run.out().lines().filter(line -> line.matches("\\+\\w.*")).toList());
  }

  /** Neutron chooses the addresses of the new stack too. */
  @Test
  void leavesOutWhatIsReserved() {
    files
        .with(
            "staging-sto2",
            "  routerExternalIp: ",
            "  routerId: 0c9f6a1e-5d0b-4d57-9f0e-7a4f2f0f5c11\n  routerExternalIp: ")
        .with(
            "staging-sto2",
            "  floatingIp: ",
            "  floatingIpId: 3e2b8a54-91c7-4b0a-8a64-2f9d1c7b6e02 # note\n  floatingIp: ");
    CliRun run = onboard("staging-got1", "staging-sto2");
    assertEquals(0, run.exitCode(), run.err());
    String text = files.text("staging-got1");
    assertFalse(text.matches("(?s).*(routerExternalIp|routerId|floatingIp).*"), text);
    assertTrue(run.out().contains("  slipway reserve staging-got1 --yes\n"), run.out());
    assertFalse(run.out().contains("floatingIp"), run.out());
  }

  @Test
  void rejectsASiblingOfAnotherEnvironment() {
    assertRefused(
        "production-got1",
        "staging-sto2",
        "production-got1 does not belong to environment staging of its sibling staging-sto2;"
            + " expected staging-DATACENTER\n");
  }

  @Test
  void rejectsAnOpsClusterAsSibling() {
    assertRefused(
        "production-got1",
        "production",
        "production is not a Management Cluster; name one with --from\n");
  }

  @Test
  void rejectsAStackThatExists() {
    assertRefused(
        "production-sto2",
        "production-osl2",
        "stack production-sto2 already exists; choose another datacenter\n");
  }

  @Test
  void listsTheStacksIfTheSiblingDoesNotExist() {
    assertRefused(
        "production-got1",
        "production-sto3",
        "no stack file for stack \"production-sto3\"; there are production, production-osl2,"
            + " production-sto2, staging, staging-osl2, staging-sto2; add one to stacks/\n");
  }

  private void assertRefused(String stack, String from, String message) {
    List<String> before = files.stacks();
    assertEquals(new CliRun(ExitCodes.INVALID.code(), "", message), onboard(stack, from));
    assertEquals(before, files.stacks());
  }

  private CliRun onboard(String stack, String from) {
    return CliRun.of("onboard", stack, "--from", from, "--stacks", folder.toString());
  }
}

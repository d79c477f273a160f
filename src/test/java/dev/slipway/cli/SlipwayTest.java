package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.document.Json;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlipwayTest {
  /** The shipped versions are supported on this day. */
  private static final String DAY = "2026-11-26";

  private static CliRun check(String... more) {
    return CliRun.of(
        Stream.concat(Stream.of("check", "--date", DAY), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void reportsTheSizeOfAValidFleet() {
    CliRun run = check();
    assertEquals(0, run.exitCode());
    assertTrue(run.out().startsWith("6 stack files, no problems\nversions: list of 20"), run.out());
    assertTrue(run.out().contains("\n18 security groups, "), run.out());
    assertTrue(
        run.out()
            .endsWith(
                " without merging): no environment reaches another\n"
                    + "not verified: paths through hosts outside of the fleet that environments"
                    + " share: jump host 198.51.100.0/28, Git server git.example.net, Zitadel"
                    + " login.example.net\n"),
        run.out());
  }

  @Test
  void printsWarningsForUnusualValues() {
    List<String> warnings =
        check().err().lines().filter(line -> !line.contains("(source: ")).toList();
    String state =
        "warning: stacks/%s.yaml: state: is not set, so an update does not check in which state"
            + " backend it runs; set state.backend and state.secretsProvider";
    String disks =
        "warning: stacks/%s.yaml: diskEncryption: is not set, so disks are not encrypted: whoever"
            + " can copy the disk of a server reads the keys of the CAs, etcd and the audit log;"
            + " set kind tpm or kms before the cluster is created, or kind none to accept it";
    assertEquals(
        List.of(
            disks.formatted("production-osl2"),
            disks.formatted("production-sto2"),
            disks.formatted("production"),
            state.formatted("production"),
            state.formatted("staging"),
            "warning: stacks/staging.yaml:22: controlPlane.count: 1 control-plane node is a single"
                + " point of failure; use 3"),
        warnings);
  }

  @Test
  void writesNumbersProblemsAndWarningsAsJson() {
    Golden.assertSame("check/shipped.json", indented(check("--json").out()));
    CliRun invalid = check("--json", "--stacks", "src/test/resources/invalid");
    assertEquals(2, invalid.exitCode());
    assertTrue(invalid.out().contains("\"path\":\"controlPlane.count\""), invalid.out());
    assertEquals("", invalid.err());
  }

  @Test
  void reportsInvalidStackFilesWithExitCodeTwoAndWithoutAStackTrace() {
    CliRun run = check("--stacks", "src/test/resources/invalid");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("problems in the stack files:\n1. "), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void reportsEachHopOfACrossEnvironmentPath(@TempDir Path folder) {
    StackFiles.shipped(folder)
        .with("production-sto2", "198.51.100.0/28", "198.51.100.0/24")
        .with("staging", "198.51.100.32/27", "198.51.100.0/24");
    CliRun run = check("--stacks", folder.toString());
    assertEquals(2, run.exitCode());
    Golden.assertSame(
        "check/cross-environment-path.txt", run.err().replace(folder.toString(), "stacks"));
    CliRun json = check("--json", "--stacks", folder.toString());
    assertEquals(2, json.exitCode());
    Golden.assertSame(
        "check/cross-environment-path.json",
        indented(json.out().replace(folder.toString(), "stacks")));
  }

  @Test
  void reportsWhatAChangeOpensAndCloses(@TempDir Path folder) {
    StackFiles.shipped(folder)
        .with("staging", "198.51.100.32/27", "198.51.100.32/28")
        .with("staging", "[198.51.100.0/28]", "[203.0.113.0/29]");
    CliRun run =
        CliRun.of("plan", "staging", "--stacks", folder.toString(), "--diff-from", "stacks");
    assertEquals(0, run.exitCode());
    Golden.assertSame("check/change.md", run.out());
  }

  @Test
  void namesOtherStacksWhoseRulesChange(@TempDir Path folder) {
    StackFiles.shipped(folder)
        .with("staging", "routerExternalIp: 198.51.100.33", "routerExternalIp: 198.51.100.60");
    CliRun run =
        CliRun.of("plan", "staging", "--stacks", folder.toString(), "--diff-from", "stacks");
    assertTrue(
        run.out()
            .contains(
                "affects servers or rules of other stacks, update them too: staging-osl2,"
                    + " staging-sto2\n"),
        run.out() + run.err());
  }

  @Test
  void reportsEachConnectionOfANewStackAsOpened(@TempDir Path folder) {
    StackFiles.shipped(folder).without("staging-sto2");
    CliRun run = CliRun.of("plan", "staging-sto2", "--diff-from", folder.toString());
    assertEquals(0, run.exitCode(), run.err());
    Golden.assertSame("check/new-stack.md", run.out());
  }

  @Test
  void reportsWhatAChangeDoesToServers(@TempDir Path folder) {
    StackFiles.shipped(folder)
        .with("staging", "cidr: 10.41.0.0/24", "cidr: 10.41.0.0/24\n  ntpServers: [a.example.net]")
        .with("staging", "login.example.net", "id.example.net")
        .with("staging", "general: { count: 2", "general: { count: 3");
    String[] arguments = {
      "plan", "staging", "--stacks", folder.toString(), "--diff-from", "stacks"
    };
    CliRun run = CliRun.of(arguments);
    assertEquals(ExitCodes.DISRUPTIVE.code(), run.exitCode(), run.err());
    Golden.assertSame("check/servers.md", run.out());
    CliRun json =
        CliRun.of(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
    assertEquals(ExitCodes.DISRUPTIVE.code(), json.exitCode());
    Golden.assertSame("check/servers.json", indented(json.out()));
  }

  @Test
  void reportsWhatIsRefused(@TempDir Path folder) {
    StackFiles.shipped(folder)
        .with("staging-osl2", "kubernetes: 1.36.3", "kubernetes: 1.36.4")
        .with(
            "staging-osl2",
            "general: { count: 2, flavor: l2.c4r8.100",
            "general: { count: 2, flavor: b2.c4r8");
    CliRun run =
        CliRun.of("plan", "staging-osl2", "--stacks", folder.toString(), "--diff-from", "stacks");
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode(), run.err());
    Golden.assertSame("check/refused.md", run.out());
  }

  @Test
  void listsTheStacksIfTheStackDoesNotExist() {
    CliRun run = CliRun.of("plan", "staging-got1");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("no stack file for stack \"staging-got1\"; there are production, "));
  }

  @Test
  void printsAddressesAndAllowedConnectionsOfAPlan() {
    String out = CliRun.of("plan", "staging-osl2").out();
    assertTrue(
        out.contains(
            "| staging-osl2-control-plane-1 | 10.41.16.11 | l2.c4r8.100 | "
                + FleetFixture.TALOS
                + " |"));
    assertTrue(
        out.contains(
            "| staging-worker | staging-osl2-load-balancer | Kubernetes API (tcp 6443) | "));
  }

  private static String indented(String json) {
    assertEquals(1, json.lines().count(), "the command writes one line");
    return Json.indented(Json.read(json, Object.class));
  }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsTest {
  private static final String STACK = "staging-sto2";
  private static final String GENERAL = "  general: { count: 2, flavor: l2.c4r8.100, slot: 0 }\n";

  /** Pools as they were written before slots existed, in both styles of YAML and out of order. */
  private static final String POOLS_WITHOUT_SLOTS =
      """
        # The søk service, 🙂, needs three pools.
        zeta: { count: 1, flavor: l2.c4r8.100, labels: [tier=a,
          example.net/rack=r1] } # last
        general: { count: 2, flavor: l2.c4r8.100 }
        logs: # block style

          # Two nodes.
          count: 2
          flavor: b2.c8r16
          bootVolume: { size: 100 }
      """
          .indent(0);

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  /** The addresses are those that the release without slots planned for the same text. */
  @Test
  void keepsEveryAddressOfAFileWithoutSlots() {
    files.with(STACK, GENERAL, POOLS_WITHOUT_SLOTS);
    assertEquals(0, slots(STACK, "--write").exitCode());
    assertEquals(
        List.of(
            "staging-sto2-general-1 10.41.32.32",
            "staging-sto2-general-2 10.41.32.33",
            "staging-sto2-logs-1 10.41.32.64",
            "staging-sto2-logs-2 10.41.32.65",
            "staging-sto2-zeta-1 10.41.32.96"),
        workers());
  }

  @Test
  void changesNothingElseInTheFile() {
    files.with(STACK, GENERAL, POOLS_WITHOUT_SLOTS);
    CliRun run = slots(STACK, "--write");
    assertEquals(
        """
        --- DIR/staging-sto2.yaml
        +++ DIR/staging-sto2.yaml
        -    example.net/rack=r1] } # last
        -  general: { count: 2, flavor: l2.c4r8.100 }
        +    example.net/rack=r1], slot: 2 } # last
        +  general: { count: 2, flavor: l2.c4r8.100, slot: 0 }
        +    slot: 1
        """,
        run.out().replace(folder.toString(), "DIR"));
    assertTrue(
        files.text(STACK).contains("    # Two nodes.\n    slot: 1\n    count: 2\n    flavor"));
    assertEquals(
        POOLS_WITHOUT_SLOTS,
        files
            .text(STACK)
            .replaceAll("(?s).*workers:\n|access:.*", "")
            .replaceAll(", slot: \\d|    slot: 1\n", ""));
  }

  @Test
  void onlyPrintsWithoutWrite() {
    files.with(STACK, GENERAL, "  general: { count: 2, flavor: l2.c4r8.100 }\n");
    String before = files.text(STACK);
    CliRun run = slots();
    assertEquals(0, run.exitCode());
    assertEquals(
        """
        --- DIR/staging-sto2.yaml
        +++ DIR/staging-sto2.yaml
        -  general: { count: 2, flavor: l2.c4r8.100 }
        +  general: { count: 2, flavor: l2.c4r8.100, slot: 0 }

        Nothing was written. To write the files, add --write
        """,
        run.out().replace(folder.toString(), "DIR"));
    assertEquals(before, files.text(STACK));
  }

  @Test
  void reportsThatNothingIsMissing() {
    assertEquals(new CliRun(0, "Every worker pool has a slot.\n", ""), slots("--write"));
  }

  @Test
  void keepsEveryAddressWhenAPoolComesFirst() {
    List<String> before = workers();
    files.with(STACK, GENERAL, GENERAL + "  apps: { count: 1, flavor: l2.c4r8.100 }\n");
    assertEquals(0, slots("--write").exitCode());
    List<String> after = workers();
    assertEquals("staging-sto2-apps-1 10.41.32.64", after.get(0));
    assertEquals(before, after.subList(1, after.size()));
  }

  @Test
  void keepsEveryAddressWhenAPoolGoesAndComesBack() {
    String logs = "  logs: { count: 1, flavor: l2.c4r8.100%s }\n";
    String zeta = "  zeta: { count: 1, flavor: l2.c4r8.100, slot: 2 }\n";
    files.with(STACK, GENERAL, GENERAL + logs.formatted(", slot: 1") + zeta);
    final List<String> before = workers();
    files.with(STACK, logs.formatted(", slot: 1"), "");
    assertEquals("staging-sto2-zeta-1 10.41.32.96", workers().get(2));
    files.with(STACK, zeta, logs.formatted("") + zeta);
    CliRun run = slots("--write");
    assertEquals("", run.err());
    assertTrue(workers().contains("staging-sto2-logs-1 10.41.32.128"), "not the slot of zeta");
    assertTrue(workers().contains(before.get(3)), "zeta");
  }

  /** A CIDR of 256 addresses has 7 slots. */
  @Test
  void warnsIfASlotIsUsedAgain() {
    files.with(
        STACK,
        GENERAL,
        GENERAL.replace("slot: 0", "slot: 6") + "  apps: { count: 1, flavor: l2.c4r8.100 }\n");
    assertEquals(
        "warning: DIR/staging-sto2.yaml: workers.apps.slot: 0 is below the highest slot, so a"
            + " removed pool may have had it; run pulumi up without pool apps first, so that the"
            + " removed pool's servers are deleted\n",
        slots("--write").err().replace(folder.toString(), "DIR"));
    assertEquals("staging-sto2-apps-1 10.41.32.32", workers().get(0));
  }

  @Test
  void listsTheStacksIfTheStackDoesNotExist() {
    assertEquals(
        new CliRun(
            ExitCodes.INVALID.code(),
            "",
            "no stack file for stack \"staging-sto9\"; there are production, production-osl2,"
                + " production-sto2, staging, staging-osl2, staging-sto2; add one to stacks/\n"),
        slots("staging-sto9"));
  }

  @Test
  void refusesMissingSlots() {
    files.with(STACK, GENERAL, POOLS_WITHOUT_SLOTS);
    String missing =
        " is missing; it is the permanent position of the pool's addresses, a whole number from 0;"
            + " run ./slipway slots --write";
    files.assertRefused(
        "staging-sto2.yaml:25: workers.zeta.slot:" + missing,
        "staging-sto2.yaml:27: workers.general.slot:" + missing,
        "staging-sto2.yaml:28: workers.logs.slot:" + missing);
  }

  @Test
  void refusesASlotOfTwoPools() {
    files.with(STACK, GENERAL, GENERAL + GENERAL.replace("general", "apps"));
    files.assertRefused(
        "staging-sto2.yaml:24: workers.general.slot: 0 is also the slot of pool apps; expected"
            + " another from 0 to 6, for example 1; a running pool keeps its slot, for the new one"
            + " remove the key and run ./slipway slots --write");
  }

  @Test
  void refusesASlotOutsideTheNetwork() {
    files.with(STACK, "slot: 0", "slot: 7");
    files.assertRefused(
        "staging-sto2.yaml:24: workers.general.slot: 7 does not fit into network.cidr"
            + " 10.41.32.0/24; expected 0 to 6; a running pool keeps its slot, for a new one remove"
            + " the key and run ./slipway slots --write");
  }

  private List<String> workers() {
    return files.cluster(STACK).workers().stream()
        .map((ServerPlan server) -> server.name() + " " + server.address())
        .toList();
  }

  private CliRun slots(String... arguments) {
    List<String> all = new ArrayList<>(List.of("slots"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--stacks", folder.toString()));
    return CliRun.of(all.toArray(String[]::new));
  }
}

package dev.slipway.lab.reserved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.LabStacks;
import dev.slipway.lab.Nodes;
import dev.slipway.testing.StackFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A cluster whose addresses Neutron chose, in a cloud with Neutron's default policy. */
@Tag("reserved-addresses")
@TestMethodOrder(OrderAnnotation.class)
class ReservedAddressesIT {
  private static final String STACK = "staging";
  private static final String ROUTER_IP = "  routerExternalIp: 198.51.100.33\n";
  private static final String FLOATING_IP = "  floatingIp: 198.51.100.32\n";

  private static StackFiles stacks;
  private static Map<String, String> environment;
  private static String without;
  private static ReserveRun reserve;

  @BeforeAll
  static void startCloud() {
    Lab.lab(20, "up").orFail("lab up");
    stacks = LabStacks.copy("reserved").with(STACK, ROUTER_IP, "").with(STACK, FLOATING_IP, "");
    without = stacks.text(STACK);
    environment = LabStacks.environment(stacks);
    reserve = new ReserveRun(stacks, STACK);
    NeutronPolicy.takeGrants(STACK);
  }

  @AfterAll
  static void restorePolicy() {
    NeutronPolicy.giveGrants();
  }

  @Test
  @Order(1)
  void reserveContinuesAfterKillsWithoutSecondResource() {
    reserve.killAt("created: floating IP");
    assertEquals(without, stacks.text(STACK));
    String floatingIp = reserve.resources().get(0);
    reserve.killAt("created: router");
    List<String> both = reserve.resources();
    assertEquals(2, both.size(), both::toString);
    assertEquals(floatingIp, both.get(0));
    reserve.run("--yes").orFail("reserve");
    assertEquals(both, reserve.resources());
    assertEquals("\"%s\"".formatted(floatingIp), stacks.value(STACK, "endpoint.floatingIpId"));
    assertEquals("\"%s\"".formatted(both.get(1)), stacks.value(STACK, "network.routerId"));
  }

  @Test
  @Order(2)
  void updateImportsWhatWasReserved() {
    Lab.shell("./slipway check && ./slipway preflight " + STACK, environment).orFail("preflight");
    List<String> resources = reserve.resources();
    Lab.lab(20, environment, "run", STACK).orFail("lab run");
    Lab.writeCredentials(STACK, environment);
    Nodes.assertReady(stacks.cluster(STACK));
    assertEquals(resources, reserve.resources());
    String state = Lab.pulumi(STACK, "stack export").orFail("export");
    resources.forEach(id -> assertTrue(state.contains("\"importID\": \"%s\"".formatted(id)), id));
  }

  @Test
  @Order(3)
  void secondUpdateChangesNothing() {
    Lab.pulumi(STACK, "preview --expect-no-changes", environment).orFail("preview");
    Lab.pulumi(STACK, "preview --refresh --expect-no-changes", environment).orFail("refresh");
    String report = Lab.shell("./slipway drift " + STACK, environment).orFail("drift");
    assertEquals(STACK + ": no drift", report.strip());
  }

  @Test
  @Order(4)
  void resourcesInUseAreNotReleased() {
    String before = stacks.text(STACK);
    CommandResult refused = reserve.run("--release --yes");
    assertEquals(2, refused.exitCode(), refused.output());
    assertTrue(refused.output().contains("is attached to port"), refused.output());
    assertTrue(refused.output().contains("is connected to a network"), refused.output());
    assertEquals(before, stacks.text(STACK));
    assertEquals(2, reserve.resources().size());
  }

  @Test
  @Order(5)
  void removedIdsAreRefusedAndReplaceNothing() {
    String reserved = stacks.text(STACK);
    List<String> resources = reserve.resources();
    stacks.withText(STACK, reserved.replaceAll("  (routerId|floatingIpId): .*\n", ""));
    CommandResult refused = Lab.pulumi(STACK, "up --yes --skip-preview", environment);
    assertTrue(refused.exitCode() != 0, refused.output());
    assertTrue(refused.output().contains("network.routerId"), refused.output());
    assertTrue(refused.output().contains("endpoint.floatingIpId"), refused.output());
    assertEquals(resources, reserve.resources());
    stacks.withText(STACK, reserved);
    Lab.pulumi(STACK, "preview --expect-no-changes", environment).orFail("preview");
    Nodes.assertReady(stacks.cluster(STACK));
  }

  @Test
  @Order(6)
  void destroyKeepsWhatWasReservedUntilItIsReleased() {
    List<String> resources = reserve.resources();
    Lab.pulumi(STACK, "destroy --yes --skip-preview", environment).orFail("destroy");
    assertEquals(resources, reserve.resources());
    reserve.run("--release --yes").orFail("release");
    assertEquals(List.of(), reserve.resources());
    assertEquals(without, stacks.text(STACK));
  }

  @Test
  @Order(7)
  void reserveContinuesAfterKillBeforeRename() {
    reserve.killBeforeRename();
    assertEquals(without, stacks.text(STACK));
    List<String> resources = reserve.resources();
    assertEquals(2, resources.size(), resources::toString);
    reserve.run("--yes").orFail("reserve");
    assertEquals(resources, reserve.resources());
    assertTrue(stacks.text(STACK).contains(resources.get(0)), stacks.text(STACK));
    reserve.run("--release --yes").orFail("release");
    assertEquals(List.of(), reserve.resources());
    assertEquals(without, stacks.text(STACK));
  }
}

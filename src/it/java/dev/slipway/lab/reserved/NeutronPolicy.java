package dev.slipway.lab.reserved;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;

/**
 * The policy of the lab's Neutron, which grants project members the choice of addresses. Without
 * the grants it is Neutron's default. Neutron reads a changed file at the next request.
 */
final class NeutronPolicy {
  private static final String FILE = "$LAB_RUN/etc/neutron-policy.yaml";

  private NeutronPolicy() {}

  /** Takes the grants away, and asserts that Neutron refuses a chosen address. */
  static void takeGrants(String cloud) {
    Lab.shell("cp -p %1$s %1$s.granted && echo '{}' >%1$s".formatted(FILE)).orFail("policy");
    CommandResult chosen =
        Lab.shell(
            "openstack --os-cloud %s floating ip create --floating-ip-address 198.51.100.60 public"
                .formatted(cloud));
    assertTrue(
        chosen.exitCode() != 0 && chosen.output().contains("disallowed by policy"),
        chosen.output());
  }

  /** Gives the grants back. */
  static void giveGrants() {
    Lab.shell("mv %1$s.granted %1$s && touch %1$s".formatted(FILE)).orFail("policy");
  }
}

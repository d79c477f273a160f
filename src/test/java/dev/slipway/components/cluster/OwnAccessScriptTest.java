package dev.slipway.components.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check that no firewall of a control plane refuses the computer that runs the update. */
class OwnAccessScriptTest {
  private static final String OWN = "198.51.100.0/28";
  private static final String OTHER = "203.0.113.0/29";

  @TempDir private Path cloud;

  /** The only control plane runs a config that allows both prefixes. */
  private ScriptRun cluster() {
    return new ScriptRun(cloud, 1)
        .write("own-prefix", OWN)
        .write("running-10.0.0.11", config("time: {}", OWN, OTHER));
  }

  private static String config(String setting, String... prefixes) {
    StringBuilder text = new StringBuilder("machine:\n    " + setting + "\n");
    text.append(rule("tcp-50000", prefixes));
    return text + rule("tcp-50000-50001", "10.0.0.11/32") + "---\nkind: HostnameConfig\n";
  }

  private static String rule(String name, String... prefixes) {
    StringBuilder text =
        new StringBuilder(
            "---\napiVersion: v1alpha1\nkind: NetworkRuleConfig\nname: %s\n".formatted(name));
    text.append("portSelector:\n    ports:\n        - 50000\ningress:\n");
    for (String prefix : prefixes) {
      text.append("  - subnet: ").append(prefix).append('\n');
    }
    return text.toString();
  }

  /** Only the Talos API could undo it, and it would answer this computer no more. */
  @ParameterizedTest
  @ValueSource(strings = {"time: {}", "kernel: {}"})
  void firewallThatRefusesThisComputerIsNotApplied(String setting) throws Exception {
    ScriptRun run = cluster().with("SLIPWAY_ALLOW_OUTAGE", "test");
    ScriptRun.Result result = run.configure("cp-1", config(setting, OTHER));
    assertEquals(1, result.code(), result.messages());
    assertTrue(
        result.messages().contains("the planned firewall refuses this computer"),
        result.messages());
    assertTrue(result.messages().contains("Correct access.adminPrefixes"), result.messages());
    assertEquals("try 10.0.0.11\n", run.read("calls"));
    assertEquals(config("time: {}", OWN, OTHER), run.read("running-10.0.0.11"));
  }

  /** Another setting can need a reboot, which cannot be tried. */
  @Test
  void onlyTheFirewallIsTried() throws Exception {
    ScriptRun run = cluster().with("SLIPWAY_ALLOW_OUTAGE", "test");
    run.configure("cp-1", config("kernel: {}", OTHER));
    String tried = run.read("tried-10.0.0.11");
    assertTrue(tried.startsWith("---\nmachine:\n    time: {}\n---\nkind: HostnameConfig\n"), tried);
    assertTrue(tried.endsWith(rule("tcp-50000", OTHER) + rule("tcp-50000-50001", "10.0.0.11/32")));
  }

  @Test
  void otherPrefixesCanLeave() throws Exception {
    ScriptRun run = cluster();
    ScriptRun.Result result = run.configure("cp-1", config("time: {}", OWN));
    assertEquals(0, result.code(), result.messages());
    assertEquals("try 10.0.0.11\napply no-reboot 10.0.0.11\n", run.read("calls"));
  }

  @Test
  void moreAccessIsNotTried() throws Exception {
    ScriptRun run = cluster();
    ScriptRun.Result result = run.configure("cp-1", config("time: {}", OWN, OTHER, "192.0.2.0/28"));
    assertEquals(0, result.code(), result.messages());
    assertEquals("apply no-reboot 10.0.0.11\n", run.read("calls"));
  }
}

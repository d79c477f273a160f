package dev.slipway.lab.changes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Lab;
import dev.slipway.lab.LabStacks;
import dev.slipway.lab.Secrets;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Updates that replace nothing, and a refresh; before {@link UnreachableApiIT}, which removes the
 * stacks.
 */
@Tag("changes")
class SmallUpdatesIT {
  private static final String OSL2 = "staging-osl2";

  @BeforeAll
  static void bringUp() {
    Lab.lab(20, "run", "staging", OSL2).orFail("lab run");
    Lab.writeCredentials(OSL2);
  }

  @Test
  void refreshLeavesNoSecret() throws IOException {
    Secrets.assertNotInTemporaryFolderAfter(
        List.of(OSL2), () -> Lab.pulumi(OSL2, "refresh --yes --skip-preview").orFail("refresh"));
  }

  @Test
  void renameWithAliasReplacesNothing() throws IOException {
    new RenamedResource(OSL2).assertAliasReplacesNothing();
  }

  @Test
  void additionalJumpHostCreatesRulesAndReplacesNothing() {
    StackFiles stacks =
        LabStacks.copy("changed-stacks")
            .with(OSL2, "[198.51.100.0/28]", "[198.51.100.0/28, 203.0.113.7/32]");
    Map<String, String> environment = LabStacks.environment(stacks);
    String up = Lab.pulumi(OSL2, "up --yes --skip-preview --json", environment).orFail("up");
    assertTrue(up.contains("\"create\""), up);
    String back = Lab.pulumi(OSL2, "up --yes --skip-preview").orFail("up of the shipped files");
    assertTrue(back.contains("- 3 deleted"), back);
    assertFalse(back.contains("replaced"), back);
  }
}

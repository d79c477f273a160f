package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminPrefixServerRulesTest {
  private static final String SHIPPED = "adminPrefixes: [198.51.100.0/28]";

  @TempDir private Path folder;

  @Test
  void refusesThePrefixOfItsOwnRouter() {
    StackFiles files = StackFiles.shipped(folder);
    files.with("staging-osl2", SHIPPED, "adminPrefixes: [198.51.100.0/28, 198.51.100.35/32]");
    files.assertRefused(
        "staging-osl2.yaml:26: access.adminPrefixes[1]: 198.51.100.35/32 contains 198.51.100.35,"
            + " network.routerExternalIp of DIR/staging-osl2.yaml, so its servers could use the"
            + " administrators' APIs; list the jump hosts' own prefixes");
  }

  @Test
  void refusesThePrefixOfTheRouterOfAnotherStackOfTheEnvironment() {
    StackFiles files = StackFiles.shipped(folder);
    files.with("staging", SHIPPED, "adminPrefixes: [198.51.100.34/31]");
    assertEquals(2, files.problems().size(), files::toString);
  }
}

package dev.slipway.config;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorRulesTest {
  @TempDir private Path folder;

  @Test
  void refusesAnchorsAndAliases() {
    StackFiles.shipped(folder)
        .with("staging-sto2", "datacenter: sto2", "datacenter: &a sto2")
        .with("staging-sto2", "cloud: staging-sto2", "cloud: *a")
        .with("staging-sto2", "access:\n", "access: &all\n")
        .with("staging-sto2", "identity:\n", "identity:\n  <<: *all\n")
        .assertRefused(
            "staging-sto2.yaml:4: the anchor &a is not allowed; write the value itself in each key",
            "staging-sto2.yaml:5: the alias *a is not allowed; write the value itself in each key",
            "staging-sto2.yaml:24: the anchor &all is not allowed; write the value itself in each"
                + " key",
            "staging-sto2.yaml:27: the alias *all is not allowed; write the value itself in each"
                + " key");
  }
}

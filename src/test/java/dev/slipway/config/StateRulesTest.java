package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateRulesTest {
  private static final String NETWORK = "network:\n";

  @TempDir private Path folder;

  @Test
  void refusesOneBucketAndOneKeyForTwoEnvironments() {
    StackFiles.shipped(folder)
        .with("staging", NETWORK, state("s3://states/staging", "hashivault://pulumi?a=b"))
        .with("production", NETWORK, state("s3://states/live", "hashivault://pulumi"))
        .assertRefused(
            "staging.yaml:8: state.backend: \"s3://states\" is also used in DIR/production.yaml;"
                + " choose one that no other environment uses, so that no credential reads both"
                + " states",
            "staging.yaml:9: state.secretsProvider: \"hashivault://pulumi\" is also used in"
                + " DIR/production.yaml; choose one that no other environment uses, so that no"
                + " credential reads both states");
  }

  /** Two passphrases are not compared: they are not in the files. */
  @Test
  void allowsPassphrasesInTwoEnvironments() {
    StackFiles files =
        StackFiles.shipped(folder)
            .with("staging", NETWORK, state("s3://staging-state", "passphrase"))
            .with("production", NETWORK, state("s3://production-state", "passphrase"));
    assertEquals(0, warnings(files));
  }

  @Test
  void refusesAStateOfOneManagementCluster() {
    StackFiles.shipped(folder)
        .with("staging-osl2", NETWORK, state("s3://staging-state", "passphrase"))
        .assertRefused(
            "staging-osl2.yaml:7: state: is only allowed with kind OpsCluster, for all stacks of"
                + " the environment; move it to staging.yaml");
  }

  @Test
  void warnsOfAnEnvironmentWithoutOne() {
    assertEquals(2, warnings(StackFiles.shipped(folder)));
  }

  private static long warnings(StackFiles files) {
    return files.fleet().warnings().stream().filter(one -> one.path().equals("state")).count();
  }

  private static String state(String backend, String provider) {
    return "state:\n  backend: %s\n  secretsProvider: %s\n%s".formatted(backend, provider, NETWORK);
  }
}

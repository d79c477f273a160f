package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlyEnvironmentRulesTest {
  private static final Path ONLY_STAGING = Path.of("src/test/resources/only-staging");

  @TempDir private Path folder;

  private StackFiles declared() {
    return new StackFiles(folder).withFilesOf(ONLY_STAGING);
  }

  @Test
  void aDeclaredStagingIsAFleet() {
    assertEquals(1, declared().plan().clusters().size());
  }

  @Test
  void withoutTheDeclarationProductionIsMissing() {
    StackFiles files = declared().with("staging", "onlyEnvironment: true\n", "");
    assertTrue(files.problems().get(0).contains("production.yaml: is missing;"), files::toString);
  }

  @Test
  void aFileThatCannotBeReadIsTheOnlyProblem() {
    declared()
        .with("staging", "externalNetwork: public", "externalNetworks: public")
        .problems()
        .forEach(problem -> assertTrue(problem.contains("staging.yaml:"), problem));
  }

  @Test
  void refusesADeclarationWithFilesOfAnotherEnvironment() {
    StackFiles files = StackFiles.shipped(folder);
    files.with("staging", "kind: OpsCluster\n", "kind: OpsCluster\nonlyEnvironment: true\n");
    files.assertRefused(
        "staging.yaml:3: onlyEnvironment: true, and DIR/production.yaml is of another"
            + " environment; remove the key");
  }

  @Test
  void refusesFalse() {
    declared()
        .with("staging", "onlyEnvironment: true", "onlyEnvironment: false")
        .assertRefused(
            "staging.yaml:2: onlyEnvironment: false has no meaning; expected true; remove the key");
  }

  @Test
  void refusesADeclarationInAnotherFile() {
    StackFiles files = StackFiles.shipped(folder);
    files.with(
        "production-osl2",
        "kind: ManagementCluster\n",
        "kind: ManagementCluster\nonlyEnvironment: true\n");
    files.assertRefused(
        "production-osl2.yaml:3: onlyEnvironment: is only allowed with kind"
            + " OpsCluster, in staging.yaml; remove it");
  }
}

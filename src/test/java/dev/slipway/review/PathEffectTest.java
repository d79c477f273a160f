package dev.slipway.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.review.PathEffect.Scope;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stacks a changed file can affect. */
class PathEffectTest {

  @ParameterizedTest
  @CsvSource({
    "stacks/staging.yaml, BY_PLAN",
    "stacks/README.md, NO_STACK",
    "stacks/stack.schema.json, NO_STACK",
    "stacks/more/staging.yaml, CODE",
    "stacks/Pulumi.yaml, CODE",
    "README.md, NO_STACK",
    "docs/adr/0001-a.md, NO_STACK",
    "docs/shell.sh, NO_STACK",
    "lab/README.md, NO_STACK",
    "src/test/java/A.java, NO_STACK",
    "src/it/java/A.java, NO_STACK",
    "gitops/apps/baseline.yaml, NO_STACK",
    "src/main/java/A.java, CODE",
    "src/main/resources/talos/a.md, CODE",
    "pom.xml, CODE",
    "slipway, CODE",
    "slipway.jar, CODE",
    "Pulumi.yaml, CODE",
    "cilium/values.yaml, CODE",
    "toolchain/recipes/tools.toml, CODE",
    ".github/workflows/preview.yml, CODE",
    ".gitlab-ci.yml, CODE",
    "unknown, CODE",
    "staging.yaml, CODE",
    "docsx/a, CODE"
  })
  void pathHasEffect(String path, Scope scope) {
    assertEquals(new PathEffect(scope, Optional.empty()), PathEffect.of(path, "stacks"));
  }

  @ParameterizedTest
  @CsvSource({"Pulumi.staging-osl2.yaml", "ops/Pulumi.staging-osl2.yaml"})
  void settingsAffectTheirStack(String path) {
    assertEquals(
        new PathEffect(Scope.ONE_STACK, Optional.of("staging-osl2")),
        PathEffect.of(path, "stacks"));
  }

  @ParameterizedTest
  @CsvSource({"staging.yaml, BY_PLAN", "more/staging.yaml, CODE", "Pulumi.yaml, CODE"})
  void stackFilesCanBeInTheRoot(String path, Scope scope) {
    assertEquals(scope, PathEffect.of(path, "").scope());
  }
}

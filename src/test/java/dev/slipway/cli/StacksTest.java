package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.CliRun;
import dev.slipway.testing.GitFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code slipway stacks} in a real repository. */
class StacksTest {
  @TempDir private Path folder;
  private GitFixture repository;
  private StackFiles stacks;

  @BeforeEach
  void commitStackFiles() {
    repository = GitFixture.create(folder.resolve("repository"));
    stacks = StackFiles.shipped(repository.root().resolve("stacks"));
    repository.commit("stack files");
  }

  private CliRun run(String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "stacks";
    arguments[1] = "--stacks";
    arguments[2] = stacks.path().toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CliRun.of(arguments).replace(folder.toString(), "DIR");
  }

  @Test
  void listsStacks() {
    assertEquals(
        """
        STACK            KIND               ENVIRONMENT  DATACENTER
        production       OpsCluster         production   osl2
        production-osl2  ManagementCluster  production   osl2
        production-sto2  ManagementCluster  production   sto2
        staging          OpsCluster         staging      osl2
        staging-osl2     ManagementCluster  staging      osl2
        staging-sto2     ManagementCluster  staging      sto2
        """,
        run().out());
  }

  @Test
  void changeOfNothingAffectsNoStack() {
    assertEquals(new CliRun(0, "The change affects no stack.\n", ""), run("--affected", "main"));
    assertEquals("{\"include\":[]}\n", run("--affected", "main", "--matrix").out());
  }

  @Test
  void listsAffectedStacks() {
    stacks.with("staging-osl2", "198.51.100.34", "198.51.100.50").without("production-sto2");
    assertEquals(
        """
        STACK            ENVIRONMENT  AFFECTED BY
        production       production   managed clusters, security group rules
        staging          staging      managed clusters, security group rules
        staging-osl2     staging      endpoint
        production-sto2  production   stack file removed
        """,
        run("--affected", "main").out());
    assertEquals(
        "{\"include\":[{\"environment\":\"production\",\"stack\":\"production\"},{\"environment\":\"staging\",\"stack\":\"staging\"},{\"environment\":\"staging\",\"stack\":\"staging-osl2\"}]}\n",
        run("--affected", "main", "--matrix").out());
  }

  @Test
  void namesCode() {
    repository.with("pom.xml", "").with("docs/a.md", "");
    stacks
        .with("staging-osl2", "count: 2", "count: 3")
        .without("production-osl2", "production-sto2");
    stacks.without("production").with("staging", "kind: Ops", "onlyEnvironment: true\nkind: Ops");
    repository.commit("staging alone");
    repository.git("branch", "--force", "start");
    repository.with("pom.xml", "<project/>");
    assertEquals(
        """
        code:
        - pom.xml
        stacks:
        - environment: staging
          reasons:
          - pom.xml
          removed: false
          stack: staging
        - environment: staging
          reasons:
          - pom.xml
          removed: false
          stack: staging-osl2
        - environment: staging
          reasons:
          - pom.xml
          removed: false
          stack: staging-sto2
        """,
        run("--affected", "start", "-o", "yaml").out());
  }

  /** Nothing deployed the invalid files, so a correction is compared with those before them. */
  @Test
  void invalidFilesOfTheRevisionAreSkipped() {
    String valid = repository.with("pom.xml", "<project/>").commit("code that was deployed");
    stacks.withText("staging", "kind: Other\n");
    repository.commit("invalid");
    stacks.withText("staging", "kind: Nothing\n");
    String invalid = repository.commit("not corrected");
    repository.git("branch", "--force", "invalid");
    repository.git("checkout", "--quiet", valid, "--", "stacks/staging.yaml");
    CliRun run = run("--affected", "invalid");
    assertEquals("The change affects no stack.\n", run.out(), run.err());
    assertTrue(
        run.err().startsWith("the stack files of %s are not valid (".formatted(invalid)),
        run.err());
    assertTrue(run.err().contains("stacks/staging.yaml: project: is missing; "), run.err());
    assertFalse(run.err().contains("/slipway-stacks-"), run.err());
    assertTrue(
        run.err()
            .endsWith(
                "compared with %s, the newest commit before it whose files are valid\n"
                    .formatted(valid)),
        run.err());
  }

  @Test
  void withoutValidFilesEveryStackIsNew() {
    repository.git("checkout", "--quiet", "--orphan", "first");
    stacks.withText("staging", "kind: Nothing\n");
    repository.commit("invalid");
    repository.git("branch", "--force", "invalid");
    repository.git("checkout", "--quiet", "main", "--", "stacks/staging.yaml");
    CliRun run = run("--affected", "invalid");
    assertEquals(ExitCodes.SUCCESS.code(), run.exitCode(), run.err());
    assertTrue(run.out().contains("staging-osl2     staging      new stack"), run.out());
    assertTrue(
        run.err()
            .contains(
                "nor are those of the 0 changes before it that were read; every stack is compared"),
        run.err());
  }
}

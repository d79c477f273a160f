package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code slipway deploy} until its first update: the lab has what follows. */
class DeployTest extends DeployFixture {
  @Test
  void changedCloudIsRefused() throws IOException {
    pulumi(STACK + ".preview", created("b"));
    CliRun run = deploy();
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode());
    assertTrue(run.err().endsWith("-+ t a\n++ t b\n"), run.err());
  }

  @Test
  void otherValueOfACreatedResourceIsRefused() throws IOException {
    String rule =
        "{\"steps\": [{\"op\": \"create\", \"urn\": \"urn:pulumi:s::slipway::t::a\", \"newState\":"
            + " {\"inputs\": {\"prefix\": \"%s\"}}}]}";
    pulumi(STACK + ".preview", rule.formatted("198.51.100.0/28"));
    preview();
    pulumi(STACK + ".preview", rule.formatted("0.0.0.0/0"));
    CliRun run = deploy();
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode());
    assertTrue(run.err().endsWith("+    prefix = \"0.0.0.0/0\"\n"), run.err());
  }

  @Test
  void oldReviewIsRefused() {
    CliRun run = deploy(Clock.offset(Clock.systemUTC(), Duration.ofDays(15)));
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode());
    assertTrue(run.err().contains("more than 14 days ago"), run.err());
  }

  private void assertRefusedBeforeAnUpdate(CliRun run, String reason) throws IOException {
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode(), run.err());
    assertEquals(reason + "\n", run.err());
    assertFalse(Files.exists(folder.resolve("record.jsonl")));
    assertFalse(Files.readString(folder.resolve("calls")).contains("up --yes"));
  }

  @Test
  void stackWithoutAStateIsRefused() throws IOException {
    pulumi("stacks", "[]");
    String reason =
        "staging-osl2: there is no state; create it on a branch, commit Pulumi.staging-osl2.yaml,"
            + " and preview and review again: pulumi stack init staging-osl2 --secrets-provider"
            + " 'passphrase'";
    assertRefusedBeforeAnUpdate(deploy(), reason);
    preview();
    assertRefusedBeforeAnUpdate(deploy(), reason);
    pulumi("stacks", "[{\"name\": \"staging-osl2\"}]");
    assertRefusedBeforeAnUpdate(
        deploy(),
        "staging-osl2: the review has no preview of it by Pulumi; preview and review again");
  }

  @Test
  void stackWithoutItsSaltIsRefused() throws IOException {
    repository.git("rm", "--quiet", settings(STACK));
    repository.commit("without settings");
    Files.writeString(
        review,
        Files.readString(review)
            .replaceFirst(
                "\"tree\" : \"[0-9a-f]+\"",
                "\"tree\" : \"%s\"".formatted(repository.git("rev-parse", "HEAD^{tree}").strip())));
    assertRefusedBeforeAnUpdate(
        deploy(),
        "staging-osl2: %s does not exist, and pulumi would write another one; commit the file as pulumi stack init wrote it"
            .formatted(repository.root().resolve(settings(STACK))));
  }

  /** All that the first update creates is reviewed, and the stack must be healthy afterwards. */
  @Test
  void newDatacenterIsDeployed() throws IOException {
    String added = stacks.text("staging-sto2");
    stacks.without("staging-sto2");
    repository.git("rm", "--quiet", settings("staging-sto2"));
    repository.commit("without a datacenter");
    repository.git("branch", "--force", "base");
    stacks.withText("staging-sto2", added);
    repository.with(settings("staging-sto2"), "encryptionsalt: v1:salt\n").commit("a datacenter");
    pulumi(
        "stacks",
        "[{\"name\": \"staging\", \"resourceCount\": 0},"
            + " {\"name\": \"staging-sto2\", \"resourceCount\": 0}]");
    pulumi("staging.preview", "{\"steps\": []}");
    pulumi("staging-sto2.preview", created("a"));
    pulumi("staging-sto2.after", "{\"steps\": []}");
    preview();
    recordSuccess("staging");
    CliRun run = deploy();
    assertEquals(
        """
        staging: nothing to do
        staging-sto2: update
        """,
        run.out());
    // No cloud answers, and the review has no drift of this stack.
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertEquals("staging-sto2: the stack is not as planned: not read: cloud\n", run.err());
    String record = Files.readString(folder.resolve("record.jsonl"));
    assertTrue(record.contains("\"by\":\"anna\""), record);
  }

  @Test
  void changeOfCodeThatWasNotDeployedIsNamed() throws IOException {
    recordSuccess(STACK);
    repository.with("pom.xml", "<project/>").commit("code whose deployment the forge dropped");
    repository.git("branch", "--force", "base");
    stacks.with(
        STACK, "count: 3, flavor: l2.c4r8.100, slot", "count: 4, flavor: l2.c4r8.100, slot");
    repository.commit("the next change");
    preview();
    CliRun run = deploy();
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode(), run.err());
    assertTrue(run.err().contains(" was not deployed (pom.xml); preview"), run.err());
  }

  @Test
  void historyOfTheRecordIsThere() throws IOException {
    recordSuccess(STACK);
    Path record = folder.resolve("record.jsonl");
    String tree = repository.git("rev-parse", "HEAD^{tree}").strip();
    Files.writeString(record, Files.readString(record).replace(tree, "0".repeat(40)));
    CliRun run = deploy();
    assertEquals(ExitCodes.FAILED.code(), run.exitCode(), run.err());
    assertTrue(run.err().contains(" does not have 0000000"), run.err());
  }

  /** A change was merged between the last deployment and the base of the review. */
  @Test
  void changeThatWasNotDeployedIsNamed() throws IOException {
    recordSuccess(STACK);
    String deployed = repository.git("rev-parse", "HEAD").strip();
    stacks.with(
        STACK, "count: 3, flavor: l2.c4r8.100, slot", "count: 4, flavor: l2.c4r8.100, slot");
    repository.commit("a change whose deployment the forge dropped");
    repository.git("branch", "--force", "base");
    stacks.with(
        STACK, "count: 4, flavor: l2.c4r8.100, slot", "count: 5, flavor: l2.c4r8.100, slot");
    repository.commit("the next change");
    preview();
    CliRun run = deploy();
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode(), run.err());
    assertTrue(
        run.err().endsWith("preview and review again with --base " + deployed + "\n"), run.err());
    assertTrue(run.err().startsWith("staging-osl2: it was last deployed from tree "), run.err());
    assertFalse(Files.readString(folder.resolve("calls")).contains("up --yes"));
  }

  /** A reverted change has the tree of before, and an empty change on it has its review. */
  @Test
  void reviewOfAnotherChangeWithTheSameFilesIsRefused() throws IOException {
    recordSuccess(STACK);
    repository.git("switch", "--quiet", "--create", "old", "base");
    repository.git("commit", "--quiet", "--allow-empty", "--message", "nothing");
    CliRun preview = run(new PreviewCommand(pulumi(Map.of())), "--base", "base", "-o", "json");
    assertEquals(ExitCodes.SUCCESS.code(), preview.exitCode(), preview.err());
    Files.writeString(review, preview.out());
    assertEquals(ExitCodes.REFUSED.code(), deploy().exitCode());
  }

  private void recordSuccess(String stack) throws IOException {
    String line =
        "{'by':'anna','commit':'%s','detail':'','digest':'%s','event':'SUCCEEDED','previous':'%2$s','stack':'%s','time':'2026-11-27T20:00:00Z','tree':'%s'}\n"
            .formatted(
                repository.git("rev-parse", "HEAD").strip(),
                "0".repeat(64),
                stack,
                repository.git("rev-parse", "HEAD^{tree}").strip());
    Files.writeString(folder.resolve("record.jsonl"), line.replace('\'', '"'));
  }

  @Test
  void unreadCloudIsNotUpdated() throws IOException {
    pulumi("stacks", "[{\"name\": \"staging-osl2\"}]");
    CliRun run = deploy();
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode());
    assertTrue(
        run.err().startsWith("staging-osl2: what changed since the review is not known"),
        run.err());
    assertFalse(Files.readString(folder.resolve("calls")).contains("up --yes"));
  }

  /** Production would be updated before staging. */
  @Test
  void reviewWithoutAnAffectedStackIsRefused() throws IOException {
    String text = Files.readString(review);
    Files.writeString(
        review, text.replaceFirst("(?s)\"stacks\" : .*\"time\" :", "\"stacks\" : [], \"time\" :"));
    CliRun run = deploy();
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode(), run.err());
    assertTrue(run.err().startsWith("the review is of the stacks [], and the change since "));
    assertTrue(run.err().contains(" affects [staging-osl2]; preview and review again"), run.err());
  }

  /** Its stacks are in the review, and nothing is left to update. */
  @Test
  void environmentThatTheChangeRemovesHasNothingToUpdate() throws IOException {
    repository.git("branch", "--force", "base");
    for (String stack : List.of("production", "production-osl2", "production-sto2")) {
      stacks.without(stack);
    }
    stacks.withText("staging", stacks.text("staging") + "onlyEnvironment: true\n");
    repository.commit("without production");
    pulumi("staging.preview", created("a"));
    preview();
    CliRun run = deploy("--environment", "production");
    assertEquals(ExitCodes.SUCCESS.code(), run.exitCode(), run.err());
    assertFalse(Files.readString(folder.resolve("calls")).contains("up --yes"));
  }

  @Test
  void otherEnvironmentIsRefused() {
    CliRun run = deploy("--environment", "production");
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertEquals(
        "--environment is \"production\"; the reviewed stacks are of: staging\n", run.err());
  }

  @Test
  void unusableRecordIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("record.jsonl"));
    CliRun run = deploy();
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().startsWith("cannot read the record "), run.err());
  }

  @Test
  void reviewOfAnImpossibleTimeIsRefused() throws IOException {
    Files.writeString(
        review,
        Files.readString(review)
            .replaceFirst("\"time\" : \"[^\"]+\"", "\"time\" : \"+1000000000-12-31T23:59:59Z\""));
    CliRun run = deploy();
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().contains(": the review's \"time\" is \"+1000000000-"), run.err());
  }

  @Test
  void unreadableReviewIsRefused() throws IOException {
    Files.writeString(review, "{");
    assertEquals(ExitCodes.INVALID.code(), deploy().exitCode());
    Files.delete(review);
    assertEquals(ExitCodes.INVALID.code(), deploy().exitCode());
  }
}

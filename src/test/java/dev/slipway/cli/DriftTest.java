package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.Golden;
import dev.slipway.cloud.CloudException;
import dev.slipway.document.Json;
import dev.slipway.drift.DriftKind;
import dev.slipway.drift.DriftReport;
import dev.slipway.drift.Finding;
import dev.slipway.testing.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code slipway drift} of several stacks; the test has the comparisons. */
class DriftTest {
  private static final DriftReport NONE = new DriftReport(List.of(), List.of());
  private static final Finding RULE =
      new Finding(
          DriftKind.FOREIGN_RULE,
          "security group staging-osl2-worker",
          "0b7a2f4c",
          "no such rule",
          "ingress IPv4 tcp 22 from 0.0.0.0/0",
          "openstack --os-cloud staging-osl2 security group rule delete 0b7a2f4c");

  @TempDir private Path folder;
  private final Map<String, DriftReport> reports = new HashMap<>();
  private final Map<String, String> unreadable = new HashMap<>();
  private final Map<String, List<String>> warnings = new HashMap<>();

  private CliRun drift(String... arguments) {
    DriftCommand command =
        new DriftCommand(
            (fleet, plan) -> {
              String stack = plan.name().text();
              if (unreadable.containsKey(stack)) {
                throw new CloudException(unreadable.get(stack));
              }
              return reports.getOrDefault(stack, NONE);
            },
            plan -> warnings.getOrDefault(plan.name().text(), List.of()));
    return CliRun.of(
        Slipway.commandLine().addSubcommand("fake", command),
        Stream.concat(Stream.of("fake"), Arrays.stream(arguments)).toList());
  }

  private Path report() {
    return folder.resolve("report.md");
  }

  private void differences() {
    reports.put("staging-osl2", new DriftReport(List.of(RULE), List.of()));
    reports.put("staging", new DriftReport(List.of(), List.of("routers: no such API")));
    unreadable.put("production", "the *cloud* is away");
    warnings.put("production-osl2", List.of("certificate CN=a ends 2026-12-31"));
  }

  @Test
  void withoutADifferenceEveryStackHasOneLine() {
    CliRun run = drift();
    assertEquals(ExitCodes.SUCCESS.code(), run.exitCode(), run.err());
    List<String> lines = run.out().lines().filter(line -> !line.isEmpty()).toList();
    assertTrue(lines.size() >= 4, run.out());
    lines.forEach(line -> assertTrue(line.endsWith(": no drift"), line));
  }

  @Test
  void eachStackHasASection() {
    differences();
    CliRun run = drift();
    assertEquals(ExitCodes.DIFFERENT.code(), run.exitCode());
    Golden.assertSame("drift/stacks.txt", run.out());
    assertEquals("production-osl2: certificate CN=a ends 2026-12-31\n", run.err());
  }

  @Test
  void reportIsMarkdownForAnIssue() throws IOException {
    differences();
    drift("--report", report().toString(), "--link", "https://git.example.net/runs/1");
    Golden.assertSame("drift/issue.md", Files.readString(report()));
  }

  @Test
  void unreadCloudAloneIsAFailure() throws IOException {
    unreadable.put("production", "away");
    CliRun run = drift("--report", report().toString());
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertTrue(run.out().contains("production: not compared: away\n"), run.out());
    assertTrue(
        Files.readString(report()).contains("Something could not be compared with its plan."));
  }

  /** The issue of the nightly comparison is closed by exit code 0. */
  @Test
  void unreadClusterIsAFailure() throws IOException {
    reports.put("staging", NONE.withNotRead("Applications of Argo CD: incorrect passphrase"));
    CliRun run = drift("--report", report().toString());
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    String text = Files.readString(report());
    assertTrue(text.contains("Something could not be compared with its plan."), text);
    CliRun one = drift("staging");
    assertEquals(ExitCodes.FAILED.code(), one.exitCode());
    assertTrue(one.out().contains("not assessed: Applications of Argo CD: incorrect"), one.out());
    reports.put("staging", reports.get("staging").withFindings(List.of(RULE)));
    assertEquals(ExitCodes.DIFFERENT.code(), drift("staging").exitCode());
  }

  @Test
  void servicesThatACloudDoesNotProvideDoNotCount() throws IOException {
    reports.put("staging", new DriftReport(List.of(), List.of("routers: no such API")));
    assertEquals(ExitCodes.SUCCESS.code(), drift("--report", report().toString()).exitCode());
    assertTrue(Files.readString(report()).contains("Nothing differs from the plans."));
    assertEquals(ExitCodes.SUCCESS.code(), drift("staging").exitCode());
  }

  @Test
  void documentHasEveryStack() {
    differences();
    JsonNode all = Json.read(drift("-o", "json").out(), JsonNode.class).path("stacks");
    ObjectNode stacks = JsonNodeFactory.instance.objectNode();
    all.forEach(one -> stacks.set(one.path("stack").asText(), one));
    assertEquals("the *cloud* is away", stacks.path("production").path("error").asText());
    assertEquals("production", stacks.path("production").path("environment").asText());
    assertEquals(1, stacks.path("staging-osl2").path("findings").size());
    assertFalse(stacks.path("staging-osl2").has("error"));
    assertEquals(
        "[\"routers: no such API\"]", stacks.path("staging").path("notAssessed").toString());
  }

  @Test
  void oneStackHasTheOutputOfBefore() throws IOException {
    differences();
    CliRun different = drift("staging-osl2");
    assertEquals(ExitCodes.DIFFERENT.code(), different.exitCode());
    assertTrue(different.out().startsWith("1. foreign rule: "), different.out());
    assertTrue(drift("staging", "-o", "json").out().contains("\"stack\" : \"staging\""));
    CliRun failed = drift("production", "--report", report().toString());
    assertEquals(ExitCodes.FAILED.code(), failed.exitCode());
    assertEquals("", failed.out());
    assertEquals("the *cloud* is away\n", failed.err());
    assertTrue(Files.readString(report()).contains("| production | production | not compared |"));
  }

  @Test
  void environmentSelectsStacks() {
    differences();
    CliRun run = drift("--environment", "staging");
    assertEquals(ExitCodes.DIFFERENT.code(), run.exitCode());
    assertFalse(run.out().contains("production"), run.out());
    CliRun unknown = drift("--environment", "test");
    assertEquals(ExitCodes.INVALID.code(), unknown.exitCode());
    assertTrue(unknown.err().contains("--environment is \"test\"; the stacks are of: "));
    CliRun both = drift("staging", "--environment", "staging");
    assertEquals(ExitCodes.INVALID.code(), both.exitCode());
    assertTrue(both.err().startsWith("--environment selects stacks, and STACK names one; "));
  }

  /** GitHub refuses an issue of more than 65,536 characters. */
  @Test
  void reportHasALimit() throws IOException {
    List<Finding> many = new ArrayList<>();
    IntStream.range(0, 1000).forEach(i -> many.add(RULE));
    reports.put("staging", new DriftReport(many, List.of()));
    reports.put("staging-osl2", new DriftReport(many, List.of()));
    drift("--report", report().toString(), "--limit", "65536");
    String text = Files.readString(report());
    assertTrue(text.length() <= 65536 && text.length() > 65000, "length " + text.length());
    assertTrue(text.endsWith(" lines are left out.\n"), text.substring(text.length() - 200));
    assertTrue(text.contains("| staging-osl2 | staging | 1000 differences |"), text);
  }

  /** A fence is longer than each sequence of backticks in a text of a cloud. */
  @Test
  void limitCountsTheFenceAndTheTable() throws IOException {
    for (int length : List.of(3, 255, 2000)) {
      Finding rule =
          new Finding(DriftKind.UNKNOWN_SERVER, "server " + "`".repeat(length), "i", "", "", "# f");
      reports.put("staging", new DriftReport(Collections.nCopies(9, rule), List.of()));
      reports.put("staging-osl2", new DriftReport(List.of(RULE), List.of()));
      for (int limit = 1000; limit < 6000; limit += 333) {
        drift("--report", report().toString(), "--limit", String.valueOf(limit));
        String text = Files.readString(report());
        assertTrue(text.length() <= limit, "%d of %d".formatted(text.length(), limit));
        boolean isComplete = text.contains("  9. # f");
        assertEquals(
            !isComplete || !text.contains("  1. openstack"),
            text.endsWith(" lines are left out.\n"),
            text);
      }
    }
  }

  @Test
  void limitThatIsTooSmallIsRefused() {
    CliRun run = drift("--report", report().toString(), "--limit", "999");
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().contains("--limit is 999; it is at least 1000"), run.err());
    assertFalse(Files.exists(report()));
  }

  /** A text of a cloud cannot end the block of code that it is in. */
  @Test
  void textsOfACloudAreCode() throws IOException {
    Finding finding =
        new Finding(
            DriftKind.UNKNOWN_SERVER, "server ```\n# x", "id", "none", "```\n<b>@team</b>", "# f");
    reports.put("staging", new DriftReport(List.of(finding), List.of()));
    drift("--report", report().toString());
    String text = Files.readString(report());
    String fenced = text.substring(text.indexOf("\n````\n"), text.lastIndexOf("\n````\n"));
    assertTrue(fenced.contains("# x") && fenced.contains("@team"), text);
  }
}

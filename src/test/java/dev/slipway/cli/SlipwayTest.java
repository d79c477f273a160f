package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlipwayTest {

  @Test
  void aGoodFleetIsSaidToBeGood() {
    Said said = run("check");
    assertEquals(0, said.code);
    assertTrue(said.out.startsWith("6 stack files, no problem\n18 security groups, "), said.out);
    assertTrue(said.out.endsWith(" without merging): no environment reaches another\n"), said.out);
  }

  @Test
  void whatIsSeldomMeantIsAWarning() {
    List<String> warnings = run("check").err.lines().toList();
    assertEquals(
        "warning: stacks/staging.yaml:21: controlPlane.count: 1: the cluster stands still when this"
            + " server does; use 3",
        warnings.get(0));
    assertTrue(
        warnings.get(1).startsWith("warning: stacks: more than 20 rules in a security group"),
        warnings.get(1));
    assertEquals(2, warnings.size());
  }

  @Test
  void jsonHoldsNumbersProblemsAndWarnings() {
    Golden.assertSame("check/shipped.json", run("check", "--json").out);
    Said bad = run("check", "--json", "--stacks", "src/test/resources/invalid");
    assertEquals(2, bad.code);
    assertTrue(bad.out.contains("\"path\":\"controlPlane.count\""), bad.out);
    assertEquals("", bad.err);
  }

  @Test
  void aBrokenFleetIsExitCodeTwoWithoutAStackTrace() {
    Said said = run("check", "--stacks", "src/test/resources/invalid");
    assertEquals(2, said.code);
    assertTrue(said.err.contains("problems in the stack files:\n1. "), said.err);
    assertFalse(said.err.contains("\tat "), said.err);
  }

  @Test
  void aWayBetweenEnvironmentsIsExitCodeTwoWithEachHop(@TempDir Path folder) throws IOException {
    copyShipped(folder);
    change(folder.resolve("production-sto2.yaml"), "198.51.100.0/28", "198.51.100.0/24");
    change(folder.resolve("staging.yaml"), "198.51.100.32/27", "198.51.100.0/24");
    Said said = run("check", "--stacks", folder.toString());
    assertEquals(2, said.code);
    Golden.assertSame("check/way.txt", said.err.replace(folder.toString(), "stacks"));
    Said json = run("check", "--json", "--stacks", folder.toString());
    assertEquals(2, json.code);
    Golden.assertSame("check/way.json", json.out.replace(folder.toString(), "stacks"));
  }

  @Test
  void aChangeShowsWhatItOpensAndCloses(@TempDir Path folder) throws IOException {
    copyShipped(folder);
    change(folder.resolve("staging.yaml"), "198.51.100.32/27", "198.51.100.32/28");
    change(folder.resolve("staging.yaml"), "[198.51.100.0/28]", "[203.0.113.0/29]");
    Said said = run("plan", "staging", "--stacks", folder.toString(), "--against", "stacks");
    assertEquals(0, said.code);
    Golden.assertSame("check/change.md", said.out);
  }

  @Test
  void aNewStackOpensAllThatItNeeds(@TempDir Path folder) throws IOException {
    copyShipped(folder);
    Files.delete(folder.resolve("staging-sto2.yaml"));
    Said said = run("plan", "staging-sto2", "--against", folder.toString());
    assertEquals(0, said.code, said.err);
    Golden.assertSame("check/new.md", said.out);
  }

  private static void copyShipped(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("stacks"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private static void change(Path file, String from, String to) throws IOException {
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  @Test
  void anUnknownStackIsAnsweredWithTheKnownOnes() {
    Said said = run("plan", "staging-got1");
    assertEquals(2, said.code);
    assertTrue(
        said.err.startsWith("no stack file for stack \"staging-got1\"; there are production, "));
  }

  @Test
  void aPlanShowsAddressesAndWhoMayReachWhom() {
    String out = run("plan", "staging-osl2").out;
    assertTrue(
        out.contains(
            "| staging-osl2-control-plane-1 | 10.41.16.11 | l2.c4r8.100 | talos-1.12.0 |"));
    assertTrue(
        out.contains(
            "| staging-worker | staging-osl2-load-balancer | Kubernetes API (tcp 6443) | ArgoCD"
                + " sets up Management Clusters |"));
  }

  @Test
  void helpHasAnExample() {
    assertTrue(run("--help").out.contains("Example: slipway check"));
  }

  private record Said(int code, String out, String err) {}

  private static Said run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream toOut = new ByteArrayOutputStream();
    ByteArrayOutputStream toErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(toOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(toErr, true, StandardCharsets.UTF_8));
    try {
      int code = Slipway.run(args);
      return new Said(
          code, toOut.toString(StandardCharsets.UTF_8), toErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SlipwayTest {

  @Test
  void aGoodFleetIsSaidToBeGood() {
    Said said = run("check");
    assertEquals(0, said.code);
    assertEquals("6 stack files, no problem\n", said.out);
  }

  @Test
  void whatIsSeldomMeantIsAWarning() {
    assertEquals(
        "warning: stacks/staging.yaml:21: controlPlane.count: 1: the cluster stands still when this"
            + " server does; use 3\n",
        run("check").err);
  }

  @Test
  void jsonHoldsProblemsAndWarnings() {
    String good = run("check", "--json").out;
    assertTrue(good.contains("\"problems\":[],\"stacks\":6,\"warnings\":[{\"file\":"), good);
    Said bad = run("check", "--json", "--stacks", "src/test/resources/broken");
    assertEquals(2, bad.code);
    assertTrue(bad.out.contains("\"path\":\"controlPlane.count\""), bad.out);
    assertEquals("", bad.err);
  }

  @Test
  void aBrokenFleetIsExitCodeTwoWithoutAStackTrace() {
    Said said = run("check", "--stacks", "src/test/resources/broken");
    assertEquals(2, said.code);
    assertTrue(said.err.contains("problems in the stack files:\n1. "), said.err);
    assertFalse(said.err.contains("\tat "), said.err);
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
            "| staging-worker | staging-osl2-load-balancer | Kubernetes API (tcp 6443) | ArgoCD sets up"
                + " Management Clusters |"));
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

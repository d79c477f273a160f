package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OnboardTest {
  @TempDir private Path folder;

  @BeforeEach
  void copyTheShippedFleet() throws IOException {
    copy(Path.of("stacks"));
  }

  private void copy(Path stacks) throws IOException {
    try (Stream<Path> files = Files.list(stacks)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void aNewDatacenterIsOneNewFile() throws IOException {
    Said said = onboard("production-got1", "production-sto2");
    assertEquals(0, said.code);
    Golden.assertSame("onboard/output.txt", said.text.replace(folder.toString(), "stacks"));
    Golden.assertSame(
        "onboard/production-got1.yaml", Files.readString(folder.resolve("production-got1.yaml")));
  }

  @Test
  void twoNewOnesTakeDifferentPlaces() {
    assertEquals(0, onboard("staging-got1", "staging-osl2").code);
    assertEquals(0, onboard("staging-got2", "staging-got1").code);
  }

  @Test
  void onASharedNetworkTheNextOneTakesTheNextSlice() throws IOException {
    copy(Path.of("src/test/resources/network-kinds"));
    Said said = onboard("staging-got1", "staging-hel1");
    assertEquals(0, said.code, said.text);
    assertEquals(
        List.of(
            "+datacenter: got1",
            "+cloud: staging-got1",
            "+network.cidr: 203.0.113.192/26",
            "+endpoint.address: 203.0.113.202",
            "+endpoint.dnsName: api.staging-got1.example.net"),
        said.text.lines().filter(line -> line.matches("\\+\\w.*")).toList());
  }

  @Test
  void aSiblingOfAnotherEnvironmentIsRefused() {
    assertRefused(
        "production-got1",
        "staging-sto2",
        "production-got1 is not of environment staging as its sibling staging-sto2 is; expected"
            + " staging-DATACENTER\n");
  }

  @Test
  void anOpsClusterIsNoSibling() {
    assertRefused(
        "production-got1",
        "production",
        "production is no Management Cluster; name one by --from\n");
  }

  @Test
  void whatIsThereIsNotWrittenAgain() {
    assertRefused(
        "production-sto2",
        "production-osl2",
        "there is a stack file for production-sto2 already\n");
  }

  @Test
  void anUnknownSiblingIsAnsweredWithTheKnownOnes() {
    assertRefused(
        "production-got1",
        "production-sto3",
        "no stack file for stack \"production-sto3\"; there are production, production-osl2,"
            + " production-sto2, staging, staging-osl2, staging-sto2; add one to stacks/\n");
  }

  private record Said(int code, String text) {}

  private void assertRefused(String stack, String from, String message) {
    assertEquals(new Said(Slipway.INVALID, message), onboard(stack, from));
    assertFalse(Files.exists(folder.resolve("production-got1.yaml")));
  }

  private Said onboard(String stack, String from) {
    StringWriter text = new StringWriter();
    CommandLine command = Slipway.commandLine();
    command.setOut(new PrintWriter(text, true));
    command.setErr(new PrintWriter(text, true));
    int code = command.execute("onboard", stack, "--from", from, "--stacks", folder.toString());
    return new Said(code, text.toString());
  }
}

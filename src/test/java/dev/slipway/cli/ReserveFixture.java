package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.NeutronEmulator;
import dev.slipway.config.ProjectAssignment;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.InvalidFleetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A stack file without addresses, and a Neutron that chooses them. */
abstract class ReserveFixture {
  static final String STACK = "staging-osl2";
  static final String API = "Slipway: API of " + STACK;
  static final String FLOATING_IP = "00000000-0000-4000-8000-000000000001";
  static final String ROUTER = "00000000-0000-4000-8000-000000000002";

  @TempDir Path folder;
  StackFiles files;
  String without;
  NeutronEmulator neutron;

  @BeforeEach
  void startNeutron() throws IOException {
    files =
        StackFiles.shipped(folder.resolve("stacks"))
            .with(STACK, "  routerExternalIp: 198.51.100.35\n", "")
            .with(STACK, "  floatingIp: 198.51.100.34\n", "");
    without = files.text(STACK);
    neutron = new NeutronEmulator(ProjectAssignment.of(files.file(STACK)).id().orElseThrow());
    Files.writeString(
        folder.resolve("clouds"),
        """
        clouds:
          %s:
            auth:
              auth_url: %s
              application_credential_id: "1"
              application_credential_secret: hidden
        """
            .formatted(STACK, neutron.url()));
  }

  @AfterEach
  void stopNeutron() {
    neutron.close();
  }

  final void assertFailed(String message) {
    CliRun run = reserve("--yes");
    assertEquals(message, run.err());
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
  }

  final void assertInvalid(String message, String... options) {
    CliRun run = reserve(options);
    assertEquals(message, run.err());
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
  }

  /** Returns the number of the line that begins with a text. */
  final int line(String start) {
    List<String> lines = files.text(STACK).lines().toList();
    return 1
        + lines.indexOf(
            lines.stream().filter(one -> one.startsWith(start)).findFirst().orElseThrow());
  }

  /** Runs the command with an environment of the test. */
  final CliRun reserve(String... options) {
    Map<String, String> environment =
        Map.of("OS_CLIENT_CONFIG_FILE", folder.resolve("clouds").toString());
    CommandLine command = new CommandLine(new ReserveCommand(environment));
    command.setExecutionExceptionHandler(
        (failure, line, arguments) -> {
          boolean invalid = failure instanceof InvalidFleetException;
          assertTrue(invalid || failure instanceof CloudException, failure + "");
          line.getErr().println(text(failure));
          return (invalid ? ExitCodes.INVALID : ExitCodes.FAILED).code();
        });
    Stream<String> all =
        Stream.concat(Stream.of(options), Stream.of(STACK, "--stacks", files.path().toString()));
    return CliRun.of(command, all.toList())
        .replace(files.path().toString(), "DIR")
        .replace(folder.toString(), "DIR");
  }

  /** Returns the message without the number of problems, and their numbers. */
  private static String text(Exception failure) {
    return failure instanceof InvalidFleetException invalid
        ? invalid.problems().stream().map(Object::toString).collect(Collectors.joining("\n"))
        : String.valueOf(failure.getMessage());
  }
}

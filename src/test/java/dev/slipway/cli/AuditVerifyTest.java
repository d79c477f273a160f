package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.CliRun;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code slipway audit verify} until it reads a sink: the chapter audit-faults has the rest. */
class AuditVerifyTest {
  @TempDir private Path folder;

  private static CliRun run(Path stacks, Map<String, String> variables, String... more) {
    List<String> all =
        Stream.concat(Stream.of("fake", "--stacks", stacks.toString()), Stream.of(more)).toList();
    return CliRun.of(
        Slipway.commandLine().addSubcommand("fake", new AuditVerifyCommand(variables)), all);
  }

  private static void assertRefused(ExitCodes code, String message, CliRun run) {
    assertEquals(code.code(), run.exitCode(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void sinksAndCredentialsAreRequired() {
    Path stacks = FleetFixture.SHIPPED;
    assertRefused(
        ExitCodes.INVALID,
        "ENVIRONMENT is \"stagin\"; the stacks are of: production, staging",
        run(stacks, Map.of(), "stagin"));
    assertRefused(
        ExitCodes.INVALID,
        "staging.yaml has no audit.archive, so no events are sent; set audit.archive and"
            + " audit.store",
        run(stacks, Map.of(), "staging"));
    Path all = StackFiles.allKeys(folder).path();
    assertRefused(
        ExitCodes.INVALID,
        "the environment variable AUDIT_ACCESS_KEY_ID is not set",
        run(all, Map.of(), "staging"));
    assertRefused(
        ExitCodes.INVALID,
        "the time window starts at 2026-11-28T00:00:00Z and ends at 2026-11-27T00:00:00Z",
        run(
            all,
            Map.of(),
            "staging",
            "--from",
            "2026-11-28T00:00:00Z",
            "--to",
            "2026-11-27T00:00:00Z"));
  }

  @Test
  void wrongOptionsAreRefusedBeforeASinkIsRead() {
    Path all = StackFiles.allKeys(folder).path();
    Map<String, String> variables =
        Map.of("AUDIT_ACCESS_KEY_ID", "a", "AUDIT_SECRET_ACCESS_KEY", "b");
    assertRefused(
        ExitCodes.INVALID,
        "\"yesterday\" is not a time; write it as 2026-11-27T00:00:00Z",
        run(all, variables, "staging", "--from", "yesterday"));
    for (String option : List.of("--siem-export", "--missing", "--write")) {
      String file = option.equals("--missing") ? all.toString() : folder + "/absent/file";
      assertRefused(ExitCodes.INVALID, option + ": ", run(all, variables, "staging", option, file));
    }
  }

  @Test
  void unreadableAuthoritiesAreNamed() {
    Path all = StackFiles.allKeys(folder).path();
    Map<String, String> variables =
        Map.of(
            "AUDIT_ACCESS_KEY_ID", "a",
            "AUDIT_SECRET_ACCESS_KEY", "b",
            "SSL_CERT_FILE", folder + "/absent");
    assertRefused(
        ExitCodes.FAILED,
        "/absent, which the environment variable SSL_CERT_FILE names, has no usable CA",
        run(all, variables, "staging"));
  }

  /** Nothing answers at the address. */
  @Test
  void archiveThatDoesNotAnswerIsNamed() {
    StackFiles files = StackFiles.allKeys(folder);
    files.with("staging", "https://objects.example.net", "https://127.0.0.1:9");
    Map<String, String> variables =
        Map.of("AUDIT_ACCESS_KEY_ID", "a", "AUDIT_SECRET_ACCESS_KEY", "b");
    assertRefused(
        ExitCodes.FAILED,
        "the archive, bucket audit-staging in https://127.0.0.1:9, cannot be read: it does not"
            + " answer: java.net.ConnectException",
        run(files.path(), variables, "staging"));
  }
}

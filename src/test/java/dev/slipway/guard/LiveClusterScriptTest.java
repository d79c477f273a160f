package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.document.ClasspathFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that reads a running cluster, against a talosctl whose nodes answer or are silent. */
class LiveClusterScriptTest {
  private static final String SILENT_UNTIL_NEXT =
      "until [ -e \"$0-next\" ]; do sleep 0.1; done; : >\"$0-both\"";
  private static final String REFUSES = "echo connection refused >&2; exit 1";
  private static final String ANSWERS = "echo \"$node $*\"";

  @TempDir private Path programs;

  /** The exit code and the lines that the script printed. */
  private record Result(int code, List<String> lines) {}

  @BeforeEach
  void openssl() throws Exception {
    write("openssl", "exit 0");
  }

  @Test
  void readsTheFirstNode() throws Exception {
    assertEquals(answer("n1"), run(ANSWERS, REFUSES).lines());
  }

  @Test
  void readsTheNextNodeAtOnceWhenTheFirstOneRefuses() throws Exception {
    assertEquals(answer("n2"), run(REFUSES, ANSWERS).lines());
  }

  /** One question to a node that is down takes 10 s. */
  @Test
  void asksTheNextNodeWhileTheFirstOneIsSilent() throws Exception {
    assertEquals(answer("n2"), run(SILENT_UNTIL_NEXT, ": >\"$0-next\"; " + ANSWERS).lines());
    Path both = programs.resolve("talosctl-both");
    for (int tenths = 0; tenths < 100 && Files.notExists(both); tenths++) {
      Thread.sleep(100);
    }
    assertTrue(Files.exists(both));
  }

  @Test
  void reportsWhyNoNodeAnswers() throws Exception {
    assertEquals(new Result(1, List.of("connection refused")), run(REFUSES, REFUSES));
  }

  /** An empty part alone would be silent: nothing of it would be compared. */
  @Test
  void reportsWhatTheNodeDoesNotReturn() throws Exception {
    String refusesToRead = "[ $1 != read ] || { " + REFUSES + "; }; " + ANSWERS;
    assertEquals(
        List.of(
            "=== version",
            "n1 version",
            "=== config",
            "=== members",
            "n1 etcd members",
            "=== unread",
            "the machine config of n1: connection refused"),
        run(refusesToRead, REFUSES).lines());
  }

  private static List<String> answer(String node) {
    return List.of(
        "=== version",
        node + " version",
        "=== config",
        node + " read /system/state/config.yaml",
        "=== members",
        node + " etcd members",
        "=== unread");
  }

  private Result run(String first, String second) throws Exception {
    write(
        "talosctl",
        "[ \"$1\" != gen ] || { : >k8s-client.crt; : >os-client.crt; exit 0; }\n"
            + "node=$4\nshift 4\ncase $node in n1) "
            + first
            + ";; *) "
            + second
            + ";; esac");
    String script =
        ClasspathFile.text("/scripts/prelude.sh")
            + ClasspathFile.text("/scripts/access.sh")
            + ClasspathFile.text("/scripts/live-cluster.sh");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
    builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    builder.environment().put("NODES", "n1 n2");
    builder.environment().put("CLUSTER", "test");
    builder.environment().put("TALOS_ENDPOINT", "198.51.100.34");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write("certs:\n    os:\n        crt: eA==\n".getBytes(StandardCharsets.UTF_8));
    }
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    return new Result(process.waitFor(), lines);
  }

  private void write(String program, String text) throws Exception {
    Path file = programs.resolve(program);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }
}

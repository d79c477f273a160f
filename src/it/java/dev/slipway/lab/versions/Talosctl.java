package dev.slipway.lab.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The shipped scripts, which call one of the toolchain's builds of talosctl. */
final class Talosctl {
  private static final Path SCRIPTS = Path.of("src/main/resources/scripts");

  private final Path folder;

  /** Links the program into a folder of PATH under the name {@code talosctl}. */
  Talosctl(Path program) throws IOException {
    this.folder = Files.createTempDirectory("talosctl");
    Files.createSymbolicLink(folder.resolve("talosctl"), program);
  }

  /** Runs a script and returns its standard output. */
  String script(String name, ClusterPlan cluster, String input, Map<String, String> variables)
      throws IOException, InterruptedException {
    return script(name, "", cluster, input, variables);
  }

  /** Runs a script, and then these further lines, and returns its standard output. */
  String script(
      String name, String end, ClusterPlan cluster, String input, Map<String, String> variables)
      throws IOException, InterruptedException {
    String text =
        Files.readString(SCRIPTS.resolve("prelude.sh"))
            + Files.readString(SCRIPTS.resolve(name))
            + end;
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", text);
    builder.environment().putAll(environment(cluster));
    builder.environment().putAll(variables);
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    Path errors = Files.createTempFile(folder, "stderr", ".log");
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    String messages = Files.readString(errors);
    assertEquals(0, code, () -> cluster.talos() + ": " + messages);
    return output;
  }

  private static Map<String, String> environment(ClusterPlan cluster) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("TALOS_CONTRACT", cluster.talos().versionContract());
    environment.put("KUBERNETES_VERSION", cluster.kubernetes().toString());
    environment.put("CLUSTER", cluster.name().text());
    environment.put("ENDPOINT", cluster.endpoint().internalUrl());
    return environment;
  }
}

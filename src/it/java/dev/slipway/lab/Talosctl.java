package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The shipped scripts with one of the toolchain's talosctls. */
final class Talosctl {
  private static final Path SCRIPTS = Path.of("src/main/resources/scripts");

  private final Path tools = tools();
  private final Path folder;

  /** {@code program} of the toolchain is {@code talosctl} to the scripts. */
  Talosctl(String program) throws IOException {
    this.folder = Files.createTempDirectory("talosctl");
    Files.createSymbolicLink(folder.resolve("talosctl"), tools.resolve("bin").resolve(program));
  }

  /** The manifest that the toolchain made of Cilium's chart. */
  String cilium() throws IOException {
    return Files.readString(tools.resolve("share/cilium/cilium.yaml"));
  }

  /** What a script wrote. */
  String script(String name, ClusterPlan cluster, String input, Map<String, String> own)
      throws IOException, InterruptedException {
    String text =
        Files.readString(SCRIPTS.resolve("prelude.sh")) + Files.readString(SCRIPTS.resolve(name));
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", text);
    builder.environment().putAll(environment(cluster));
    builder.environment().putAll(own);
    builder.environment().merge("PATH", folder.toString(), (old, first) -> first + ":" + old);
    Path said = Files.createTempFile(folder, "said", ".log");
    builder.redirectError(said.toFile());
    Process process = builder.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    String messages = Files.readString(said);
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

  private static Path tools() throws IOException {
    Process process = new ProcessBuilder("toolchain/toolchain", "path").start();
    byte[] said = process.getInputStream().readAllBytes();
    return Path.of(new String(said, StandardCharsets.UTF_8).strip());
  }
}

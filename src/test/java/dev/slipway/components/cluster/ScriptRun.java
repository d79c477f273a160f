package dev.slipway.components.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The scripts of a machine, run against programs that read and write the state of a cluster in a
 * folder. The cluster has control planes {@code cp-1}, … and the workers {@code w-1} and {@code
 * w-2}.
 */
final class ScriptRun {
  private static final Path SCRIPTS = Path.of("src/main/resources/scripts");
  private static final Path PROGRAMS = Path.of("src/test/resources/fake-programs").toAbsolutePath();
  private static final String SECRET = "a2V5IG1hdGVyaWFs";
  private static final String BUNDLE =
      "certs:\n    os:\n        crt: %1$s\n        key: %1$s\n    k8s:\n        crt: %1$s\n        key: %1$s\n"
          .formatted(SECRET);

  private final Path cloud;
  private final int controlPlanes;
  private final Map<String, String> environment = new TreeMap<>();

  /** The exit code, and what the script wrote to stderr. */
  record Result(int code, String messages) {}

  /** A healthy cluster whose machines run the config {@code old}. */
  ScriptRun(Path cloud, int controlPlanes) {
    this.cloud = cloud;
    this.controlPlanes = controlPlanes;
    write("members", lines(name -> name));
    write("api-servers", lines(ScriptRun::address));
    write("nodes", lines(name -> name + " Ready") + "w-1 Ready\nw-2 Ready\n");
    for (String name : (lines(name -> name) + "w-1\nw-2\n").lines().toList()) {
      write("running-" + address(name), "old\n");
      write("boot-" + address(name), "first\n");
    }
    write("calls", "");
  }

  static String address(String machine) {
    return (machine.startsWith("cp") ? "10.0.0.1" : "10.0.0.3") + machine.replaceAll("\\D", "");
  }

  ScriptRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Writes a file of the cluster's state. */
  ScriptRun write(String file, String text) {
    try {
      Files.writeString(cloud.resolve(file), text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    return this;
  }

  ScriptRun delete(String file) throws IOException {
    Files.delete(cloud.resolve(file));
    return this;
  }

  boolean exists(String file) {
    return Files.exists(cloud.resolve(file));
  }

  String read(String file) throws IOException {
    return Files.readString(cloud.resolve(file));
  }

  /** Runs configure-machine.sh for a machine and its planned config. */
  Result configure(String machine, String planned) throws Exception {
    return run(machine, "configure-machine.sh", BUNDLE + "---\n" + userData(planned) + "\n");
  }

  /** Runs remove-node.sh for a worker. */
  Result remove(String machine) throws Exception {
    return run(machine, "remove-node.sh", BUNDLE + "---\nunused\n");
  }

  /** Runs cluster-drift.sh. */
  Result drift() throws Exception {
    return run("cp-1", "cluster-drift.sh", BUNDLE);
  }

  /** Runs argocd-applications.sh. */
  Result applications() throws Exception {
    return run("cp-1", "argocd-applications.sh", BUNDLE);
  }

  /** Runs bootstrap.sh. */
  Result bootstrap() throws Exception {
    return run("cp-1", "bootstrap.sh", BUNDLE);
  }

  private Result run(String machine, String script, String stdin) throws Exception {
    String text =
        Stream.of(
                "prelude.sh",
                "access.sh",
                "cluster-health.sh",
                "drain.sh",
                "set-once.sh",
                "own-access.sh",
                script)
            .map(ScriptRun::script)
            .collect(Collectors.joining("\n"));
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "export SCRIPT=$$\n" + text);
    builder.environment().putAll(variables(machine));
    builder.environment().putAll(environment);
    Path messages = cloud.resolve("stderr");
    builder.redirectError(messages.toFile()).redirectOutput(cloud.resolve("stdout").toFile());
    Process process = builder.start();
    try (var input = process.getOutputStream()) {
      input.write(stdin.getBytes(StandardCharsets.UTF_8));
    }
    int code = process.waitFor();
    String shown = Files.readString(messages) + read("stdout");
    if (shown.contains(SECRET) || shown.contains("key material")) {
      throw new AssertionError("a secret is shown: " + shown);
    }
    return new Result(code, shown);
  }

  private Map<String, String> variables(String machine) {
    Map<String, String> all = new TreeMap<>();
    all.put("CLOUD", cloud.toString());
    all.put("PATH", PROGRAMS + ":" + System.getenv("PATH"));
    all.put("CLUSTER", "test");
    all.put("TALOS_ENDPOINT", "198.51.100.34");
    all.put("SERVER", "https://198.51.100.34:6443");
    all.put("CONTROL_PLANES", lines(name -> name + "=" + address(name)).strip().replace('\n', ' '));
    all.put("NODES", lines(name -> name).strip().replace('\n', ' ') + " w-1 w-2");
    all.put("MACHINE", machine);
    all.put("ADDRESS", address(machine));
    all.put("ROLE", machine.startsWith("cp") ? "control-plane" : "worker");
    all.put("TAINTS", "");
    all.put("POSITION", "2 of 5");
    all.put("TALOS", "1.13.9");
    all.put("TIMEOUT", "1");
    all.put("PATIENCE", "1");
    all.put("REMOVAL_TIMEOUT", "1");
    all.put("SETTLE", "0");
    all.put("DRAIN_TIMEOUT", "1");
    all.put("TRY", "0");
    return all;
  }

  private String lines(Function<String, String> line) {
    return IntStream.rangeClosed(1, controlPlanes)
        .mapToObj(number -> line.apply("cp-" + number) + "\n")
        .collect(Collectors.joining());
  }

  private static String script(String name) {
    try {
      return Files.readString(SCRIPTS.resolve(name));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String userData(String config) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(config.getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}

package dev.slipway.guard;

import dev.slipway.document.ClasspathFile;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A shell script that reads a cluster, with credentials that it makes from the secrets bundle. */
public final class BundleScript {
  private static final Pattern NO_CODE = Pattern.compile(" *(#.*)?");

  private BundleScript() {}

  /**
   * Runs the scripts, joined to one, and returns what they print.
   *
   * @param bundle Talos' secrets bundle; the script receives it by stdin
   * @throws IOException with what the script printed, if it failed
   */
  public static String run(Map<String, String> environment, String bundle, List<String> scripts)
      throws IOException {
    List<String> all = Stream.concat(Stream.of("access.sh"), scripts.stream()).toList();
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", text(all));
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(bundle.getBytes(StandardCharsets.UTF_8));
    }
    return output(process);
  }

  /**
   * Returns the scripts of {@code src/main/resources/scripts} as one, after {@code prelude.sh}, and
   * without comments and empty lines: the state has the text of each command two times.
   */
  public static String text(List<String> scripts) {
    return Stream.concat(Stream.of("prelude.sh"), scripts.stream())
        .flatMap(script -> ClasspathFile.text("/scripts/" + script).lines())
        .filter(line -> !NO_CODE.matcher(line).matches())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Returns the environment of scripts that check the health of the cluster. */
  public static Map<String, String> environment(ClusterPlan plan) {
    Map<String, String> environment = controlPlaneEnvironment(plan);
    environment.put("SERVER", plan.endpoint().externalUrl());
    environment.put(
        "NODES", plan.nodes().stream().map(ServerPlan::name).collect(Collectors.joining(" ")));
    return environment;
  }

  /** Returns the environment of scripts that ask only the Talos API of the control planes. */
  public static Map<String, String> controlPlaneEnvironment(ClusterPlan plan) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("CLUSTER", plan.name().text());
    environment.put("TALOS_ENDPOINT", plan.endpoint().externalAddress().toString());
    environment.put(
        "CONTROL_PLANES",
        plan.controlPlane().stream()
            .map(node -> node.name() + "=" + node.address())
            .collect(Collectors.joining(" ")));
    return environment;
  }

  private static String output(Process process) throws IOException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(output.isBlank() ? "no node answers" : output.strip());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
    return output;
  }
}

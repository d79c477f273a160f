package dev.slipway.components;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.document.Json;
import dev.slipway.guard.BundleScript;
import dev.slipway.plan.cluster.MachineConfigPatches;
import dev.slipway.plan.cluster.NodePatches;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The inputs of a stack's commands, grouped by script. Text that another golden file contains is
 * replaced by its name: the patches of a node, and the lines that every script begins with.
 */
final class CommandInputs {
  /** The scripts that others begin with, in this order. */
  private static final List<String> SHARED =
      List.of("prelude.sh", "access.sh", "cluster-health.sh", "drain.sh");

  private final Map<String, String> names = new HashMap<>();

  CommandInputs(ClusterPlan plan) {
    ClusterPlan cluster = trusting(plan);
    names.put(MockDeployment.BUNDLE, cluster.name() + "-talos-bundle stdout");
    for (ServerPlan node : cluster.nodes()) {
      names.put(
          Json.stream(MachineConfigPatches.patches(cluster, node)), "patches of " + node.name());
      names.put(
          Json.stream(NodePatches.manifests(cluster, node)), "manifests of " + node.role().text());
    }
  }

  /** The program trusts the authority that the Ops stack exports. */
  private static ClusterPlan trusting(ClusterPlan plan) {
    Object pem = MockDeployment.outputsOf(plan).get("certificateAuthorityPem");
    return plan.trustedIssuer()
        .map(issuer -> plan.withTrustedIssuer(issuer.withAuthority(String.valueOf(pem))))
        .orElse(plan);
  }

  /** Returns one document for each script. */
  List<Map<String, Object>> documents(List<ResourceArgs> commands) {
    Map<String, List<ResourceArgs>> byScript =
        commands.stream()
            .collect(
                Collectors.groupingBy(
                    command -> String.valueOf(command.inputs.get("create")),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Map<String, Object>> documents = new ArrayList<>();
    SHARED.forEach(shared -> documents.add(Map.of(shared, text(shared))));
    byScript.forEach(
        (script, resources) -> {
          Map<String, Object> inputs = new TreeMap<>();
          resources.forEach(command -> inputs.put(command.name, inputs(command)));
          documents.add(Map.of("create", script(script), "resources", inputs));
        });
    return documents;
  }

  /** Returns the names of the shared scripts at the beginning, and the rest of the text. */
  private static List<String> script(String text) {
    List<String> parts = new ArrayList<>();
    String rest = text;
    for (String shared : SHARED) {
      String begin = text(shared);
      if (rest.startsWith(begin)) {
        parts.add(shared);
        rest = rest.substring(begin.length()).stripLeading();
      }
    }
    parts.add(rest);
    return parts;
  }

  /** Returns a script as a command has it: {@code BundleScript} leaves out its comments. */
  private static String text(String script) {
    String prelude = BundleScript.text(List.of());
    return script.equals("prelude.sh")
        ? prelude
        : BundleScript.text(List.of(script)).substring(prelude.length());
  }

  private Map<String, Object> inputs(ResourceArgs command) {
    Map<String, Object> inputs = new TreeMap<>(command.inputs);
    inputs.remove("create");
    inputs.computeIfPresent("delete", (key, text) -> script(text.toString()));
    inputs.computeIfPresent("stdin", (key, stdin) -> parts(stdin.toString()));
    inputs.computeIfPresent("environment", (key, variables) -> named((Map<?, ?>) variables));
    return inputs;
  }

  /** Returns the secret and, after the first separator, the manifests. */
  private List<String> parts(String stdin) {
    return List.of(stdin.split("\n---\n", 2)).stream().map(this::named).toList();
  }

  private Map<String, String> named(Map<?, ?> variables) {
    Map<String, String> all = new TreeMap<>();
    variables.forEach((name, value) -> all.put(name.toString(), named(value.toString())));
    all.replace("INPUTS", "digest of the inputs of the command");
    return all;
  }

  private String named(String text) {
    return text.isEmpty() ? text : names.getOrDefault(text, text);
  }
}

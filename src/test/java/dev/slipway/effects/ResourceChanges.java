package dev.slipway.effects;

import com.pulumi.resources.CustomResource;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.components.testing.MockDeployment;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The difference of two runs of a stack's program against the in-memory engine: the resources that
 * Pulumi would create, update or delete. Inputs whose changes Pulumi ignores are left out.
 *
 * @param inputs changed inputs by type and name of the updated resource
 */
record ResourceChanges(Set<String> created, Set<String> deleted, Map<String, Set<String>> inputs) {

  static ResourceChanges between(MockDeployment before, MockDeployment after) {
    Map<String, ResourceArgs> old = byName(before);
    Map<String, ResourceArgs> young = byName(after);
    Map<String, List<String>> ignored = ignored(after);
    Map<String, Set<String>> inputs = new TreeMap<>();
    for (Map.Entry<String, ResourceArgs> one : young.entrySet()) {
      ResourceArgs previous = old.get(one.getKey());
      if (previous != null) {
        Set<String> changed = changed(previous.inputs, one.getValue().inputs);
        List<String> without = ignored.getOrDefault(one.getKey(), List.of());
        changed.removeIf(input -> without.contains("*") || without.contains(input));
        if (!changed.isEmpty()) {
          inputs.put(one.getKey(), changed);
        }
      }
    }
    return new ResourceChanges(
        minus(young.keySet(), old.keySet()), minus(old.keySet(), young.keySet()), inputs);
  }

  /**
   * Returns the running servers to which a Command sends another configuration. A Command that only
   * has other nodes to check has another environment.
   */
  Set<String> configuredServers() {
    Set<String> servers = new TreeSet<>();
    inputs.forEach(
        (resource, changed) -> {
          String name = resource.replaceFirst("^command:local:Command ", "");
          if (name.endsWith("-machine-config")) {
            servers.add(name.replaceFirst("-machine-config$", ""));
          } else if (name.endsWith("-node") && changed.contains("stdin")) {
            servers.add(name.replaceFirst("-node$", ""));
          }
        });
    return servers;
  }

  private static Set<String> minus(Set<String> all, Set<String> without) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  private static Set<String> changed(Map<String, Object> before, Map<String, Object> after) {
    Set<String> names = new HashSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, ResourceArgs> byName(MockDeployment deployment) {
    return deployment.registered().stream()
        .collect(Collectors.toMap(one -> one.type + " " + one.name, one -> one));
  }

  private static Map<String, List<String>> ignored(MockDeployment deployment) {
    return deployment.requested().stream()
        .filter(one -> one.resource() instanceof CustomResource)
        .collect(Collectors.toMap(ResourceChanges::name, one -> one.options().getIgnoreChanges()));
  }

  private static String name(ResourceTransformation.Args one) {
    return one.resource().pulumiResourceType() + " " + one.resource().pulumiResourceName();
  }
}

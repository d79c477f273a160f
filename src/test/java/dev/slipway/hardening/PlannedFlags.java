package dev.slipway.hardening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.cluster.MachineConfigPatches;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.TalosVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Flags that the machine config of a control-plane node sets, as "program flag=word". */
final class PlannedFlags {
  /** JSON pointers of the flags by program: Talos before 1.14, then since. */
  private static final Map<String, List<String>> POINTERS =
      Map.of(
          "kube-apiserver",
          List.of("/cluster/apiServer/extraArgs", "/KubeAPIServerConfig/extraArgs"),
          "kube-controller-manager",
          List.of("/cluster/controllerManager/extraArgs", "/KubeControllerManagerConfig/extraArgs"),
          "kubelet",
          List.of(
              "/machine/kubelet/extraArgs",
              "/machine/kubelet/extraConfig",
              "/KubeletConfig/extraArgs",
              "/KubeletConfig/config"));

  private PlannedFlags() {}

  static Set<String> of(String talos) {
    JsonNode config = config(talos);
    Set<String> flags = new TreeSet<>();
    POINTERS.forEach(
        (program, pointers) ->
            pointers.forEach(
                pointer ->
                    config
                        .at(pointer)
                        .fields()
                        .forEachRemaining(
                            flag ->
                                flags.addAll(
                                    words(program, flag.getKey(), flag.getValue().asText())))));
    return flags;
  }

  /** Returns one text for each comma-separated word of the flag's value. */
  static List<String> words(String program, String flag, String value) {
    return List.of(value.split(",")).stream()
        .map(word -> "%s %s=%s".formatted(program, flag, word))
        .toList();
  }

  private static JsonNode config(String talos) {
    ClusterPlan cluster =
        RecordCopy.with(FleetFixture.cluster("staging-osl2"), "talos", TalosVersion.parse(talos));
    var tree = new ObjectMapper().createObjectNode();
    for (Map<String, Object> document :
        MachineConfigPatches.patches(cluster, cluster.controlPlane().get(0))) {
      JsonNode node = new ObjectMapper().valueToTree(document);
      if (node.has("kind")) {
        tree.set(node.path("kind").asText(), node);
      } else {
        node.fields().forEachRemaining(field -> tree.set(field.getKey(), field.getValue()));
      }
    }
    return tree;
  }
}

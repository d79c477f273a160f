package dev.slipway.plan.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.MachineConfigPatch;
import dev.slipway.plan.model.ServerPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Patches of an extension named own, for nodes of fixture fleets. */
final class PatchFixture {
  private PatchFixture() {}

  /** Returns a document with one value below keys that a space separates. */
  static Map<String, Object> document(String keys, Object value) {
    String[] path = keys.split(" ", -1);
    Object inner = value;
    for (int i = path.length - 1; i > 0; i--) {
      inner = Map.of(path[i], inner);
    }
    return Map.of(path[0], inner);
  }

  static Map<String, Object> json(String text) throws IOException {
    return new ObjectMapper().readValue(text, new TypeReference<Map<String, Object>>() {});
  }

  static List<String> problems(ClusterPlan cluster, ServerPlan node, Map<String, Object> patch) {
    return new PatchRules(cluster, node).problems(own(node, patch));
  }

  static MachineConfigPatch own(ServerPlan node, Map<String, Object> patch) {
    return new MachineConfigPatch("own", node.name(), PatchDocument.copy(patch));
  }
}

package dev.slipway.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.value.Sha256;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The inputs of resources that an update creates, imports or replaces. */
final class CreatedInputs {
  /** Characters; longer values are scripts and manifests. */
  private static final int LONGEST = 200;

  private CreatedInputs() {}

  /**
   * Returns the inputs by their names. Those of a provider have the credential of a person.
   *
   * @param state of the resource after the update
   */
  static SortedMap<String, String> of(Operation operation, String type, JsonNode state) {
    SortedMap<String, String> inputs = new TreeMap<>();
    if (!operation.creates() || type.startsWith("pulumi:providers:")) {
      return inputs;
    }
    for (Map.Entry<String, JsonNode> input : state.path("inputs").properties()) {
      inputs.put(input.getKey(), shortened(StackPreview.text(input.getValue())));
    }
    if (operation == Operation.IMPORT) {
      inputs.put("id", StackPreview.text(state.path("id")));
    }
    return inputs;
  }

  /** Keeps a value of which a part is not known yet: the rest of it is compared after a stop. */
  private static String shortened(String json) {
    return json.length() <= LONGEST || json.contains(StackPreview.NOT_KNOWN)
        ? json
        : "sha256:" + Sha256.of(json).hex();
  }
}

package dev.slipway.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Values of a parsed YAML document, and their offsets in its text. */
final class YamlNodes {
  private YamlNodes() {}

  /** Returns the values of a mapping by key; empty if the node is not a mapping. */
  static Map<String, Node> entries(@Nullable Node node) {
    Map<String, Node> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      mapping
          .getValue()
          .forEach(entry -> entries.putIfAbsent(text(entry.getKeyNode()), entry.getValueNode()));
    }
    return entries;
  }

  /** Returns the value of a key; null if the node is not a mapping or does not set the key. */
  static @Nullable Node value(@Nullable Node node, String key) {
    return entries(node).get(key);
  }

  static boolean has(Node node, String key) {
    return entries(node).containsKey(key);
  }

  /** Returns the text of a single value; empty for all else. */
  static String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** Returns the value of a key, if it is a whole number. */
  static Optional<Integer> number(Node node, String key) {
    String text = text(value(node, key));
    return text.matches("\\d{1,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** Whether the mapping is written in braces. */
  static boolean isFlow(MappingNode node) {
    return node.getFlowStyle() == FlowStyle.FLOW;
  }

  /** Returns the offset of the first character; SnakeYAML counts code points. */
  static int start(String text, Node node) {
    return text.offsetByCodePoints(0, node.getStartMark().getIndex());
  }

  /** Returns the offset after the last character. */
  static int end(String text, Node node) {
    return text.offsetByCodePoints(0, node.getEndMark().getIndex());
  }
}

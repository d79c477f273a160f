package dev.slipway.config;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The line of every key of a YAML document, and its repeated keys. */
final class YamlLineIndex {
  private final Map<String, Integer> lines = new HashMap<>();
  private final BiConsumer<String, Integer> repeated;

  /** {@code repeated} is told path and line of each key that stands twice. */
  YamlLineIndex(BiConsumer<String, Integer> repeated) {
    this.repeated = repeated;
  }

  /** Line, counted from 1, by path such as {@code access.adminPrefixes[0]}. */
  Map<String, Integer> of(Node root) {
    walk("", root);
    return Map.copyOf(lines);
  }

  /** The key's own line, or that of the nearest key around it; 0 where there is none. */
  static int nearest(Map<String, Integer> lines, String path) {
    String at = path;
    while (!at.isEmpty() && !lines.containsKey(at)) {
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
    return lines.getOrDefault(at, 0);
  }

  private void walk(String path, Node node) {
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(entry -> entry(path, entry));
    } else if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        Node item = sequence.getValue().get(i);
        String itemPath = path + "[" + i + "]";
        lines.put(itemPath, line(item));
        walk(itemPath, item);
      }
    }
  }

  private void entry(String path, NodeTuple entry) {
    String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    String keyPath = path.isEmpty() ? key : path + "." + key;
    int line = line(entry.getKeyNode());
    if (lines.putIfAbsent(keyPath, line) != null) {
      repeated.accept(keyPath, line);
    }
    walk(keyPath, entry.getValueNode());
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}

package dev.slipway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The line of every key of a YAML document, and its duplicate keys. */
final class YamlLineIndex {
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<DuplicateKey> duplicates = new ArrayList<>();

  private YamlLineIndex() {}

  /** A key that is set a second time in the same mapping. */
  record DuplicateKey(String path, int line, int firstLine) {
    String message() {
      return "duplicate key, first set in line %d; remove one of them".formatted(firstLine);
    }
  }

  static YamlLineIndex of(Node root) {
    YamlLineIndex index = new YamlLineIndex();
    index.walk("", root);
    return index;
  }

  /** Returns lines, counted from 1, by key path such as {@code access.adminPrefixes[0]}. */
  Map<String, Integer> lines() {
    return Map.copyOf(lines);
  }

  List<DuplicateKey> duplicates() {
    return List.copyOf(duplicates);
  }

  /** Returns the line of the key, or of the nearest enclosing key; 0 if there is none. */
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
    Integer first = lines.putIfAbsent(keyPath, line);
    if (first != null) {
      duplicates.add(new DuplicateKey(keyPath, line, first));
    }
    walk(keyPath, entry.getValueNode());
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}

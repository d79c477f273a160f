package dev.slipway.cloud;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of clouds.yaml or of a file that is merged into it, with aliases and merge keys resolved.
 * A scalar is the text as written, whatever YAML reads it as: a secret of digits stays a text.
 *
 * @param line counted from 1
 * @param text empty if the value is not a scalar, or null
 * @param fields empty if the value is not a mapping
 * @param items empty if the value is not a list
 */
record YamlValue(
    Path file,
    int line,
    Kind kind,
    String text,
    Map<String, YamlValue> fields,
    List<YamlValue> items) {

  /** A file can contain itself by an alias. */
  private static final int MAX_DEPTH = 20;

  /** The kind of a value. */
  enum Kind {
    TEXT,
    MAPPING,
    LIST
  }

  /** Returns the value of a node. */
  static YamlValue of(Path file, Node node) {
    return of(file, node, 0);
  }

  private static YamlValue of(Path file, Node node, int depth) {
    int line = node.getStartMark().getLine() + 1;
    if (depth > MAX_DEPTH) {
      throw new CloudException("%s:%d: is nested too deeply".formatted(file, line));
    }
    if (node instanceof MappingNode mapping) {
      return new YamlValue(
          file, line, Kind.MAPPING, "", fields(file, mapping, depth + 1), List.of());
    }
    if (node instanceof SequenceNode list) {
      List<YamlValue> items =
          list.getValue().stream().map(item -> of(file, item, depth + 1)).toList();
      return new YamlValue(file, line, Kind.LIST, "", Map.of(), items);
    }
    boolean isNull = node.getTag().equals(Tag.NULL);
    String text = isNull || !(node instanceof ScalarNode scalar) ? "" : scalar.getValue();
    return new YamlValue(file, line, Kind.TEXT, text, Map.of(), List.of());
  }

  private static Map<String, YamlValue> fields(Path file, MappingNode node, int depth) {
    Map<String, YamlValue> own = new LinkedHashMap<>();
    List<YamlValue> merged = new ArrayList<>();
    for (NodeTuple entry : node.getValue()) {
      YamlValue value = of(file, entry.getValueNode(), depth);
      if (entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        merged.addAll(value.kind == Kind.LIST ? value.items : List.of(value));
      } else if (own.put(of(file, entry.getKeyNode(), depth).text, value) != null) {
        throw new CloudException("%s:%d: duplicate key".formatted(file, value.line));
      }
    }
    // The mapping's own keys win; of several merged mappings the first.
    merged.forEach(other -> other.fields.forEach(own::putIfAbsent));
    return own;
  }

  /** Returns the value of a key; empty if it is not set, or set to nothing. */
  Optional<YamlValue> field(String key) {
    return Optional.ofNullable(fields.get(key)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns this value with the fields of {@code other} that it does not set itself, and with the
   * items of both lists. Source: gophercloud/utils, mergeInterfaces.
   */
  YamlValue orElse(YamlValue other) {
    if (kind == Kind.LIST && other.kind == Kind.LIST) {
      List<YamlValue> both = new ArrayList<>(items);
      both.addAll(other.items);
      return new YamlValue(file, line, kind, "", Map.of(), both);
    }
    if (kind != Kind.MAPPING || other.kind != Kind.MAPPING) {
      return isEmpty() ? other : this;
    }
    Map<String, YamlValue> all = new LinkedHashMap<>(other.fields);
    fields.forEach((key, value) -> all.merge(key, value, (theirs, own) -> own.orElse(theirs)));
    return new YamlValue(file, line, kind, "", all, List.of());
  }

  /** Returns the location of the value, for messages. */
  String location() {
    return file + ":" + line;
  }

  private boolean isEmpty() {
    return text.isEmpty() && fields.isEmpty() && items.isEmpty();
  }
}

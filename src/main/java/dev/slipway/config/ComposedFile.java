package dev.slipway.config;

import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * A stack file whose text a command changes; it can have problems, but is YAML.
 *
 * @param root null if the file is empty
 */
record ComposedFile(Path file, String text, @Nullable Node root) {

  /**
   * Reads a stack file.
   *
   * @throws InvalidFleetException if the file is not YAML
   */
  static ComposedFile read(Path file) {
    try {
      String text = Files.readString(file);
      return new ComposedFile(file, text, StackReader.compose(text));
    } catch (MarkedYAMLException syntax) {
      int line = syntax.getProblemMark() == null ? 0 : syntax.getProblemMark().getLine() + 1;
      String message = "is not valid YAML: " + syntax.getProblem();
      throw new InvalidFleetException(List.of(new Problem(file, line, "", message)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns a value of the file; empty if it does not set the keys. */
  Optional<String> value(String... keys) {
    return Optional.of(YamlNodes.text(node(keys))).filter(one -> !one.isEmpty());
  }

  /** Returns the node of a value; null if the file does not set the keys. */
  @Nullable Node node(String... keys) {
    Node node = root;
    for (String key : keys) {
      node = YamlNodes.value(node, key);
    }
    return node;
  }

  /** Returns the file's text with a text added at an offset. */
  String insert(int offset, String added) {
    return text.substring(0, offset) + added + text.substring(offset);
  }

  /** Returns the file's text with lines added after the line in which a node ends. */
  String insertLinesAfter(Node node, List<String> lines) {
    String added = String.join(newLine(), lines) + newLine();
    int lineEnd = text.indexOf('\n', YamlNodes.end(text, node));
    return lineEnd < 0 ? text + newLine() + added : insert(lineEnd + 1, added);
  }

  /** Returns the file's text with entries after another one of the same mapping. */
  String insertAfter(MappingNode mapping, Node previous, List<String> entries) {
    if (YamlNodes.isFlow(mapping)) {
      return insert(YamlNodes.end(text, previous), ", " + String.join(", ", entries));
    }
    String indent = indent(YamlNodes.start(text, mapping.getValue().get(0).getKeyNode()));
    return insertLinesAfter(previous, entries.stream().map(entry -> indent + entry).toList());
  }

  /** Returns the same file with another text. */
  ComposedFile with(String changed) {
    return new ComposedFile(file, changed, StackReader.compose(changed));
  }

  /** Returns the file with a key after another key of the same group, and otherwise unchanged. */
  ComposedFile withKey(String group, String after, String key, String value) {
    Node previous = Objects.requireNonNull(node(group, after), after);
    MappingNode mapping = (MappingNode) Objects.requireNonNull(node(group), group);
    return with(insertAfter(mapping, previous, List.of(key + ": " + value)));
  }

  /** Returns the file without a key of a group, and otherwise unchanged. */
  ComposedFile withoutKey(String group, String key) {
    if (!(node(group) instanceof MappingNode mapping) || !YamlNodes.has(mapping, key)) {
      return this;
    }
    List<String> keys = List.copyOf(YamlNodes.entries(mapping).keySet());
    NodeTuple entry = mapping.getValue().get(keys.indexOf(key));
    int start = YamlNodes.start(text, entry.getKeyNode());
    int end = YamlNodes.end(text, entry.getValueNode());
    if (!YamlNodes.isFlow(mapping)) {
      int lineEnd = text.indexOf('\n', end);
      start = text.lastIndexOf('\n', start) + 1;
      end = lineEnd < 0 ? text.length() : lineEnd + 1;
    } else if (keys.indexOf(key) > 0) {
      NodeTuple previous = mapping.getValue().get(keys.indexOf(key) - 1);
      start = YamlNodes.end(text, previous.getValueNode());
    } else if (keys.size() > 1) {
      end = YamlNodes.start(text, mapping.getValue().get(1).getKeyNode());
    }
    return with(text.substring(0, start) + text.substring(end));
  }

  /** Returns what is before an offset in its line. */
  String indent(int offset) {
    return text.substring(text.lastIndexOf('\n', offset - 1) + 1, offset);
  }

  String newLine() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** Returns the refusal of a value. */
  InvalidFleetException invalid(String key, String message) {
    return new InvalidFleetException(List.of(new Problem(file, 0, key, message)));
  }
}

package dev.slipway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** A value of each key, as a valid stack file has it; {@code *} is the name of an entry. */
record KeyExamples(Map<String, String> values) {

  /** Reads the values of the files. The first file that sets a key has its example. */
  static KeyExamples of(List<Path> files) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        String text = Files.readString(file);
        collect("", text, StackReader.compose(text), values);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return new KeyExamples(values);
  }

  /** Returns the value of a key in YAML, in one line. */
  Optional<String> of(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private static void collect(
      String path, String text, @Nullable Node node, Map<String, String> values) {
    YamlNodes.entries(node)
        .forEach(
            (name, value) -> {
              values.putIfAbsent(path + name, oneLine(text, value));
              values.putIfAbsent(path + "*", oneLine(text, value));
              collect(path + name + ".", text, value, values);
              collect(path + "*.", text, value, values);
            });
  }

  private static String oneLine(String text, Node node) {
    if (node instanceof MappingNode mapping && !YamlNodes.isFlow(mapping)) {
      return YamlNodes.entries(node).entrySet().stream()
          .map(entry -> entry.getKey() + ": " + oneLine(text, entry.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    return text.substring(YamlNodes.start(text, node), YamlNodes.end(text, node));
  }
}

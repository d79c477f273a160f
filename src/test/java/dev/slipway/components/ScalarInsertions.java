package dev.slipway.components;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Copies of a stack file, each with a text inserted into one of its values or chosen names. */
final class ScalarInsertions {
  /** Keys whose own keys are chosen in the file. */
  private static final Set<String> WITH_CHOSEN_NAMES = Set.of("workers", "registryMirrors");

  private final String text;
  private final List<ScalarNode> scalars = new ArrayList<>();

  ScalarInsertions(String text) {
    this.text = text;
    collect(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
  }

  /** A changed file, and what was changed. */
  record Insertion(String change, String text) {}

  /** Returns a copy for each value, with the text at a position chosen at random. */
  List<Insertion> of(String inserted, Random random) {
    return scalars.stream().map(scalar -> insert(scalar, inserted, random)).toList();
  }

  private Insertion insert(ScalarNode scalar, String inserted, Random random) {
    String value = scalar.getValue();
    int position = List.of(0, value.length() / 2, value.length()).get(random.nextInt(3));
    String changed = value.substring(0, position) + inserted + value.substring(position);
    String copy =
        text.substring(0, scalar.getStartMark().getIndex())
            + quoted(changed)
            + text.substring(scalar.getEndMark().getIndex());
    return new Insertion(
        "line %d: %s".formatted(scalar.getStartMark().getLine() + 1, changed), copy);
  }

  /** Returns the value in quotes, without an escape sequence where YAML allows that. */
  private static String quoted(String value) {
    boolean plain = value.chars().allMatch(one -> one >= ' ' && one != '\u007f');
    if (plain && !value.contains("'")) {
      return "'" + value + "'";
    } else if (plain && !value.contains("\"") && !value.contains("\\")) {
      return '"' + value + '"';
    }
    StringBuilder escaped = new StringBuilder("\"");
    value
        .chars()
        .forEach(
            one ->
                escaped.append(
                    one == '"' || one == '\\' || one < ' ' || one > '~'
                        ? "\\u%04x".formatted(one)
                        : String.valueOf((char) one)));
    return escaped.append('"').toString();
  }

  private void collect(Node node) {
    if (node instanceof ScalarNode scalar) {
      scalars.add(scalar);
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(this::collect);
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key
            && WITH_CHOSEN_NAMES.contains(key.getValue())
            && entry.getValueNode() instanceof MappingNode chosen) {
          chosen.getValue().forEach(name -> collect(name.getKeyNode()));
        }
        collect(entry.getValueNode());
      }
    }
  }
}

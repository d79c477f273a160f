package dev.slipway.config;

import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import dev.slipway.value.ProjectId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The id of the OpenStack project in one stack file, which can have other problems, also a missing
 * id.
 */
public final class ProjectAssignment {
  private final Path file;
  private final String text;
  private final @Nullable Node root;

  private ProjectAssignment(Path file, String text, @Nullable Node root) {
    this.file = file;
    this.text = text;
    this.root = root;
  }

  /**
   * Reads a stack file.
   *
   * @throws InvalidFleetException if the file is not YAML
   */
  public static ProjectAssignment of(Path file) {
    ComposedFile composed = ComposedFile.read(file);
    return new ProjectAssignment(file, composed.text(), composed.root());
  }

  /** Returns the entry of clouds.yaml. */
  public String cloud() {
    return value(root, "cloud")
        .orElseThrow(
            () ->
                new InvalidFleetException(
                    List.of(new Problem(file, 0, "cloud", "is missing; this key is required"))));
  }

  /** Returns the environment; empty if the file does not set it. */
  public String environment() {
    return value(root, "environment").orElse("");
  }

  /** Returns the id in the file. */
  public Optional<String> id() {
    return value(project(), "id");
  }

  /** Returns the region in the file. */
  public Optional<String> region() {
    return value(project(), "region");
  }

  /** Returns the file's text with the id, and otherwise unchanged. The file has none yet. */
  public String text(ProjectId id) {
    String scalar = "id: \"" + id + "\"";
    if (project() instanceof MappingNode group && !group.getValue().isEmpty()) {
      int start = YamlNodes.start(text, group.getValue().get(0).getKeyNode());
      return insert(start, scalar + (YamlNodes.isFlow(group) ? ", " : newLine() + indent(start)));
    }
    Node cloud = YamlNodes.value(root, "cloud");
    if (cloud == null || YamlNodes.value(root, "project") != null) {
      throw new InvalidFleetException(
          List.of(
              new Problem(
                  file, 0, "project", "cannot be completed; remove the key and run this again")));
    }
    String key = "project: { " + scalar + " }";
    int end = YamlNodes.end(text, cloud);
    if (root instanceof MappingNode mapping && YamlNodes.isFlow(mapping)) {
      return insert(end, ", " + key);
    }
    int lineEnd = text.indexOf('\n', end);
    return lineEnd < 0 ? text + newLine() + key + newLine() : insert(lineEnd + 1, key + newLine());
  }

  private String insert(int offset, String added) {
    return text.substring(0, offset) + added + text.substring(offset);
  }

  private String indent(int offset) {
    return text.substring(text.lastIndexOf('\n', offset - 1) + 1, offset);
  }

  private String newLine() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  private @Nullable Node project() {
    return YamlNodes.value(root, "project");
  }

  private static Optional<String> value(@Nullable Node node, String key) {
    return Optional.of(YamlNodes.text(YamlNodes.value(node, key))).filter(one -> !one.isEmpty());
  }
}

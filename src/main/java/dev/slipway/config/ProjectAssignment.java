package dev.slipway.config;

import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.ProjectId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The id of the OpenStack project in one stack file, which can have other problems, also a missing
 * id.
 */
public final class ProjectAssignment {
  private static final String KEY = "project";

  private final ComposedFile file;

  private ProjectAssignment(ComposedFile file) {
    this.file = file;
  }

  /**
   * Reads a stack file.
   *
   * @throws InvalidFleetException if the file is not YAML
   */
  public static ProjectAssignment of(Path file) {
    return new ProjectAssignment(ComposedFile.read(file));
  }

  /** Returns the entry of clouds.yaml. */
  public String cloud() {
    return file.value("cloud")
        .orElseThrow(() -> file.invalid("cloud", "is missing; this key is required"));
  }

  /** Returns the environment; empty if the file does not set it. */
  public String environment() {
    return file.value("environment").orElse("");
  }

  /** Returns the id in the file. */
  public Optional<String> id() {
    return file.value(KEY, "id");
  }

  /** Returns the region in the file. */
  public Optional<String> region() {
    return file.value(KEY, "region");
  }

  /** Returns the file's text with the id, and otherwise unchanged. The file has none yet. */
  public String text(ProjectId id) {
    String scalar = "id: \"" + id + "\"";
    Node present = file.node(KEY);
    if (present instanceof MappingNode group && !group.getValue().isEmpty()) {
      int start = YamlNodes.start(file.text(), group.getValue().get(0).getKeyNode());
      String separator = YamlNodes.isFlow(group) ? ", " : file.newLine() + file.indent(start);
      return file.insert(start, scalar + separator);
    }
    Node cloud = file.node("cloud");
    if (cloud == null || present != null) {
      throw file.invalid(KEY, "cannot be completed; remove the key and run this again");
    }
    String key = KEY + ": { " + scalar + " }";
    return file.root() instanceof MappingNode mapping && YamlNodes.isFlow(mapping)
        ? file.insert(YamlNodes.end(file.text(), cloud), ", " + key)
        : file.insertLinesAfter(cloud, List.of(key));
  }
}

package dev.slipway.config;

import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import dev.slipway.value.StackKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The ids of Zitadel in one stack file, which can have other problems, also missing ids. */
public final class IdentityAssignment {
  private final Path file;
  private final String text;
  private final @Nullable Node root;

  private IdentityAssignment(Path file, String text, @Nullable Node root) {
    this.file = file;
    this.text = text;
    this.root = root;
  }

  /**
   * Reads a stack file.
   *
   * @throws InvalidFleetException if the file is not YAML
   */
  public static IdentityAssignment of(Path file) {
    ComposedFile composed = ComposedFile.read(file);
    return new IdentityAssignment(file, composed.text(), composed.root());
  }

  /** The ids that a file needs; {@code application} only in the file of an Ops Cluster. */
  public record Ids(String organization, String project, String application, String client) {}

  /** Returns the environment; empty if the file does not set it. */
  public String environment() {
    return YamlNodes.text(YamlNodes.value(root, "environment"));
  }

  /** Returns the issuer. */
  public String issuer() {
    return YamlNodes.text(issuerNode());
  }

  /** Returns the id of the organization in the file. */
  public Optional<String> organization() {
    return Optional.of(YamlNodes.text(identity("organization"))).filter(one -> !one.isEmpty());
  }

  /** Returns the id of the project in the file. */
  public Optional<String> project() {
    return Optional.of(YamlNodes.text(identity("audience"))).filter(one -> !one.isEmpty());
  }

  /**
   * Returns the file's text with the ids that it lacks, and otherwise unchanged.
   *
   * @throws InvalidFleetException if the file has another id
   */
  public String text(Ids ids) {
    List<String> missing = new ArrayList<>();
    add(missing, "audience", ids.project());
    add(missing, "organization", ids.organization());
    addClient(missing, ids.client());
    addApplication(missing, ids.application());
    if (missing.isEmpty()) {
      return text;
    }
    return insert(missing);
  }

  private void add(List<String> missing, String key, String id) {
    Node node = identity(key);
    if (node == null) {
      missing.add(key + ": " + quoted(id));
    } else {
      requireSame("identity." + key, YamlNodes.text(node), id);
    }
  }

  private void addClient(List<String> missing, String client) {
    Node node = identity("clients");
    if (node == null) {
      missing.add("clients: [" + quoted(client) + "]");
    } else if (!(node instanceof SequenceNode list)
        || list.getValue().isEmpty()
        || !YamlNodes.text(list.getValue().get(0)).equals(client)) {
      throw invalid(
          "identity.clients",
          "does not begin with %s, the client id of the application of the command line; write it first"
              .formatted(quoted(client)));
    }
  }

  private void addApplication(List<String> missing, String application) {
    if (!YamlNodes.text(YamlNodes.value(root, "kind")).equals(StackKind.OPS_CLUSTER.text())) {
      return;
    }
    Node node = identity("zitadel");
    if (node == null) {
      missing.add("zitadel: { application: " + quoted(application) + " }");
    } else {
      requireSame(
          "identity.zitadel.application",
          YamlNodes.text(YamlNodes.value(node, "application")),
          application);
    }
  }

  private void requireSame(String key, String present, String id) {
    if (!present.equals(id)) {
      throw invalid(
          key,
          "is \"%s\", and Zitadel has \"%s\"; correct it, or use the key of the other organization"
              .formatted(present, id));
    }
  }

  /** Inserts keys after the issuer. */
  private String insert(List<String> keys) {
    Map.Entry<MappingNode, Integer> group = group();
    int end = YamlNodes.end(text, issuerNode());
    if (YamlNodes.isFlow(group.getKey())) {
      return insert(end, ", " + String.join(", ", keys));
    }
    String indent = " ".repeat(group.getValue());
    String newLine = text.contains("\r\n") ? "\r\n" : "\n";
    int lineEnd = text.indexOf('\n', end);
    StringBuilder lines = new StringBuilder();
    keys.forEach(key -> lines.append(indent).append(key).append(newLine));
    return lineEnd < 0 ? text + newLine + lines : insert(lineEnd + 1, lines.toString());
  }

  private String insert(int offset, String added) {
    return text.substring(0, offset) + added + text.substring(offset);
  }

  /** Returns the mapping {@code identity}, and the column of its keys. */
  private Map.Entry<MappingNode, Integer> group() {
    if (YamlNodes.value(root, "identity") instanceof MappingNode group) {
      Node key = group.getValue().get(0).getKeyNode();
      return Map.entry(group, key.getStartMark().getColumn());
    }
    throw invalid("identity", "is missing; this key is required");
  }

  private Node issuerNode() {
    Node issuer = identity("issuer");
    if (issuer == null) {
      throw invalid("identity.issuer", "is missing; write the URL of the Zitadel instance");
    }
    return issuer;
  }

  private @Nullable Node identity(String key) {
    return YamlNodes.value(YamlNodes.value(root, "identity"), key);
  }

  private InvalidFleetException invalid(String key, String message) {
    return new InvalidFleetException(List.of(new Problem(file, 0, key, message)));
  }

  private static String quoted(String id) {
    return "\"" + id + "\"";
  }
}

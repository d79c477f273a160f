package dev.slipway.config;

import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.StackKind;
import dev.slipway.value.ZitadelIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The ids of Zitadel in one stack file, which can have other problems, also missing ids. */
public final class IdentityAssignment {
  private final ComposedFile file;

  private IdentityAssignment(ComposedFile file) {
    this.file = file;
  }

  /**
   * Reads a stack file.
   *
   * @throws InvalidFleetException if the file is not YAML
   */
  public static IdentityAssignment of(Path file) {
    return new IdentityAssignment(ComposedFile.read(file));
  }

  /** Returns the environment; empty if the file does not set it. */
  public String environment() {
    return file.value("environment").orElse("");
  }

  /** Returns the issuer. */
  public String issuer() {
    return YamlNodes.text(issuerNode());
  }

  /** Returns the id of the organization in the file. */
  public Optional<String> organization() {
    return file.value("identity", "organization");
  }

  /** Returns the id of the project in the file. */
  public Optional<String> project() {
    return file.value("identity", "audience");
  }

  /** Returns the file's text. */
  public String text() {
    return file.text();
  }

  /**
   * Returns the file's text with the ids that it lacks, and otherwise unchanged.
   *
   * @throws InvalidFleetException if the file has another id
   */
  public String text(ZitadelIds ids) {
    List<String> missing = new ArrayList<>();
    add(missing, "audience", ids.project().text());
    add(missing, "organization", ids.organization().text());
    addClient(missing, ids.client().text());
    addApplication(missing, ids.application().text());
    return missing.isEmpty() ? file.text() : insert(missing);
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
      throw file.invalid(
          "identity.clients",
          "does not begin with %s, the client id of the application of the command line; write it first"
              .formatted(quoted(client)));
    }
  }

  private void addApplication(List<String> missing, String application) {
    if (!file.value("kind").equals(Optional.of(StackKind.OPS_CLUSTER.text()))) {
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
      throw file.invalid(
          key,
          "is \"%s\", and Zitadel has \"%s\"; correct it, or use the key of the other organization"
              .formatted(present, id));
    }
  }

  /** Inserts keys after the issuer. */
  private String insert(List<String> keys) {
    return file.insertAfter(group(), issuerNode(), keys);
  }

  /** Returns the mapping {@code identity}. */
  private MappingNode group() {
    if (file.node("identity") instanceof MappingNode group) {
      return group;
    }
    throw file.invalid("identity", "is missing; this key is required");
  }

  private Node issuerNode() {
    Node issuer = identity("issuer");
    if (issuer == null) {
      throw file.invalid("identity.issuer", "is missing; write the URL of the Zitadel instance");
    }
    return issuer;
  }

  private @Nullable Node identity(String key) {
    return file.node("identity", key);
  }

  private static String quoted(String id) {
    return "\"" + id + "\"";
  }
}

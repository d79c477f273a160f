package dev.slipway.cloud;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The files that entries of clouds.yaml are read from, in the folders of OpenStack's own clients:
 * the working directory, the user's and the system's.
 *
 * @param folder the working directory
 * @param home the user's home directory
 * @param named the file in the variable {@code OS_CLIENT_CONFIG_FILE}
 */
record CloudsYamlFiles(Path folder, Path home, Optional<Path> named) {
  private static final String VARIABLE = "OS_CLIENT_CONFIG_FILE";

  static CloudsYamlFiles of(Path folder, Map<String, String> environment) {
    return new CloudsYamlFiles(
        folder,
        Path.of(Objects.requireNonNullElse(environment.get("HOME"), "/")),
        Optional.ofNullable(environment.get(VARIABLE))
            .filter(name -> !name.isEmpty())
            .map(folder::resolve));
  }

  /** Returns the file that contains the entries. */
  YamlValue clouds() {
    if (named.isPresent() && !Files.isRegularFile(named.get())) {
      throw new CloudException(
          "%s is not a file; correct or unset %s, which names it".formatted(named.get(), VARIABLE));
    }
    return named.map(CloudsYamlFiles::read).or(() -> first("clouds")).orElseThrow(this::noFile);
  }

  /** Returns the file whose entries complete those of clouds.yaml by {@code profile}. */
  Optional<YamlValue> publicClouds() {
    return first("clouds-public");
  }

  /** Returns the file with the secrets, whose entries win over those of clouds.yaml. */
  Optional<YamlValue> secrets() {
    return first("secure");
  }

  /** Returns the path of a file that a value names: {@code ~/} is the user's home directory. */
  Path resolve(String name) {
    return name.startsWith("~/") ? home.resolve(name.substring(2)) : folder.resolve(name);
  }

  /** Returns the first file that exists: every folder with {@code .yaml} before any with .yml. */
  private Optional<YamlValue> first(String name) {
    return Stream.of(name + ".yaml", name + ".yml")
        .flatMap(this::paths)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(CloudsYamlFiles::read);
  }

  private Stream<Path> paths(String name) {
    return Stream.of(folder, home.resolve(".config/openstack"), Path.of("/etc/openstack"))
        .map(one -> one.resolve(name));
  }

  private CloudException noFile() {
    List<String> paths = paths("clouds.yaml").map(Path::toString).toList();
    return new CloudException(
        "no clouds.yaml; set %s, or create one of %s"
            .formatted(VARIABLE, String.join(", ", paths)));
  }

  private static YamlValue read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root == null) {
        throw new CloudException(file + " is empty");
      }
      return YamlValue.of(file, root);
    } catch (MarkedYAMLException syntax) {
      // The parser's message quotes the line, which can contain the secret.
      int line = syntax.getProblemMark() == null ? 0 : syntax.getProblemMark().getLine() + 1;
      throw new CloudException("%s:%d: is not valid YAML".formatted(file, line));
    } catch (IOException unreadable) {
      throw new CloudException(file + " cannot be read as UTF-8 text");
    }
  }
}

package dev.slipway.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An entry of clouds.yaml with an application credential, which belongs to one OpenStack project.
 *
 * @param caCertificate a file of CA certificates in PEM, which replaces the system's
 */
public record CloudsYamlEntry(
    String name,
    String authUrl,
    String credentialId,
    String credentialSecret,
    Optional<String> region,
    String endpointInterface,
    Optional<Path> caCertificate) {

  /**
   * Reads {@code clouds.<name>} from the first clouds.yaml that exists. The paths are those of
   * OpenStack's own clients.
   *
   * @param environment the environment variables of the process
   */
  public static CloudsYamlEntry find(String name, Map<String, String> environment) {
    Path file =
        paths(environment)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(() -> noFile(environment));
    JsonNode entry = read(file).path("clouds").path(name);
    if (entry.isMissingNode()) {
      throw new CloudException("%s: no entry clouds.%s; add it".formatted(file, name));
    }
    JsonNode auth = entry.path("auth");
    return new CloudsYamlEntry(
        name,
        text(file, name, auth, "auth_url"),
        text(file, name, auth, "application_credential_id"),
        text(file, name, auth, "application_credential_secret"),
        optional(entry, "region_name"),
        optional(entry, "interface").orElse("public"),
        optional(entry, "cacert").map(Path::of));
  }

  /** Returns the entry's name and URL, never its secret. */
  @Override
  public String toString() {
    return "cloud " + name + " at " + authUrl;
  }

  private static Stream<Path> paths(Map<String, String> environment) {
    String home = Objects.requireNonNullElse(environment.get("HOME"), "/");
    return Stream.of(
            environment.get("OS_CLIENT_CONFIG_FILE"),
            "clouds.yaml",
            home + "/.config/openstack/clouds.yaml",
            "/etc/openstack/clouds.yaml")
        .filter(Objects::nonNull)
        .map(Path::of);
  }

  private static CloudException noFile(Map<String, String> environment) {
    List<String> paths = paths(environment).map(Path::toString).toList();
    return new CloudException(
        "no clouds.yaml; set OS_CLIENT_CONFIG_FILE, or create one of " + String.join(", ", paths));
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException unreadable) {
      // The parser's message quotes the line, which can contain the secret.
      throw new CloudException(file + " is not readable YAML");
    }
  }

  private static String text(Path file, String name, JsonNode auth, String key) {
    return optional(auth, key)
        .orElseThrow(
            () ->
                new CloudException(
                    "%s: clouds.%s.auth.%s is missing; create an application credential in the stack's project: openstack application credential create"
                        .formatted(file, name, key)));
  }

  private static Optional<String> optional(JsonNode node, String key) {
    return Optional.ofNullable(node.path(key).textValue());
  }
}

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
 * One entry of clouds.yaml with an application credential: one OpenStack project.
 *
 * @param caCertificate a file of CA certificates in PEM, where the system's do not suffice
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
   * Reads {@code clouds.<name>} from the first clouds.yaml that there is, in the places where
   * OpenStack's own clients look.
   *
   * @param environment the process's variables
   */
  public static CloudsYamlEntry find(String name, Map<String, String> environment) {
    Path file =
        places(environment)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(() -> new CloudException("no clouds.yaml; " + whereToPut(environment)));
    JsonNode entry = read(file).path("clouds").path(name);
    if (entry.isMissingNode()) {
      throw new CloudException(file + ": no entry clouds." + name + "; add it");
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

  /** Without the secret. */
  @Override
  public String toString() {
    return "cloud " + name + " at " + authUrl;
  }

  private static Stream<Path> places(Map<String, String> environment) {
    String home = Objects.requireNonNullElse(environment.get("HOME"), "/");
    return Stream.of(
            environment.get("OS_CLIENT_CONFIG_FILE"),
            "clouds.yaml",
            home + "/.config/openstack/clouds.yaml",
            "/etc/openstack/clouds.yaml")
        .filter(Objects::nonNull)
        .map(Path::of);
  }

  private static String whereToPut(Map<String, String> environment) {
    List<String> places = places(environment).map(Path::toString).toList();
    return "name one by OS_CLIENT_CONFIG_FILE, or put it to one of " + String.join(", ", places);
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException unreadable) {
      // Not the parser's message: it quotes the line, which may hold the secret.
      throw new CloudException(file + " cannot be read as YAML");
    }
  }

  private static String text(Path file, String name, JsonNode auth, String key) {
    return optional(auth, key)
        .orElseThrow(
            () ->
                new CloudException(
                    file
                        + ": clouds."
                        + name
                        + ".auth."
                        + key
                        + " is missing; Slipway works with an application credential of the"
                        + " stack's own project: openstack application credential create"));
  }

  private static Optional<String> optional(JsonNode node, String key) {
    return Optional.ofNullable(node.path(key).textValue());
  }
}

package dev.slipway.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import dev.slipway.document.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The settings with which Pulumi runs a stack, read from where Pulumi reads them. A file that is
 * given by {@code --config-file} is not known to a program, and not read.
 */
public final class PulumiSettings {
  static final String BACKEND_URL = "PULUMI_BACKEND_URL";
  private static final String PROJECT_FILE = "Pulumi.yaml";
  private static final String OWN_PROJECT = "slipway";

  /** The variables with which Pulumi gives a program its settings, decrypted, as JSON. */
  private static final String CONFIG = "PULUMI_CONFIG";

  private static final String CONFIG_SECRETS = "PULUMI_CONFIG_SECRET_KEYS";

  private final Path folder;
  private final String stack;
  private final Map<String, String> environment;

  /**
   * Creates the settings.
   *
   * @param folder the folder with Pulumi.yaml
   */
  public PulumiSettings(Path folder, String stack, Map<String, String> environment) {
    this.folder = folder;
    this.stack = stack;
    this.environment = environment;
  }

  /**
   * A setting and its source.
   *
   * @param source for example {@code PULUMI_BACKEND_URL}, or a file and a key
   */
  public record Setting(String value, String source) {}

  /**
   * Returns the URL of the state backend. Order of Pulumi's own reader, {@code GetCurrentCloudURL}:
   * the environment variable, Pulumi.yaml, then the last {@code pulumi login}.
   */
  Optional<Setting> backend() {
    return variable(BACKEND_URL)
        .map(url -> new Setting(url, BACKEND_URL))
        .or(() -> setting(folder.resolve(PROJECT_FILE), "backend", "url"))
        .or(() -> setting(credentials(), "current"));
  }

  /** Returns the secrets provider that the stack's settings name. */
  public Optional<Setting> secretsProvider() {
    return ofStack("secretsprovider");
  }

  /** Returns a setting of the engine in the stack's file. */
  Optional<Setting> ofStack(String key) {
    return setting(stackFile(), key);
  }

  /**
   * Returns the stack's own list of providers without a default one, which replaces Pulumi.yaml's.
   */
  Optional<Setting> disabledDefaultProviders() {
    return setting(stackFile(), "config", "pulumi:disable-default-providers");
  }

  /**
   * Returns where a setting of the program is, if it is there and not encrypted; without it. A
   * program sees what Pulumi has read from all its files and forms; a command reads the usual one.
   */
  Optional<String> plain(String setting) {
    String key = project() + ":" + setting;
    if (variable(CONFIG).isPresent()) {
      boolean secret =
          StreamSupport.stream(json(CONFIG_SECRETS, "[]").spliterator(), false)
              .anyMatch(one -> one.asText().equals(key));
      return json(CONFIG, "{}").has(key) && !secret
          ? Optional.of("the setting " + key)
          : Optional.empty();
    }
    Object config = document(stackFile()).get("config");
    boolean plain =
        config instanceof Map<?, ?> settings
            && settings.containsKey(key)
            && !(settings.get(key) instanceof Map<?, ?> value && value.containsKey("secure"));
    return plain ? Optional.of("%s: config.%s".formatted(stackFile(), key)) : Optional.empty();
  }

  /** Returns the name of Pulumi's project, which begins the keys of its settings. */
  private String project() {
    return setting(folder.resolve(PROJECT_FILE), "name").map(Setting::value).orElse(OWN_PROJECT);
  }

  /** Returns a setting of the program in the stack's file. */
  public Optional<Setting> ofProgram(String setting) {
    return setting(stackFile(), "config", project() + ":" + setting);
  }

  private JsonNode json(String name, String absent) {
    try {
      return Json.read(variable(name).orElse(absent), JsonNode.class);
    } catch (IllegalArgumentException invalid) {
      // The message can quote a secret.
      throw new IllegalStateException(name + " is not valid JSON");
    }
  }

  /** Returns the name of the file with the stack's settings. */
  Path stackFile() {
    return folder.resolve("Pulumi.%s.yaml".formatted(stack));
  }

  private Path credentials() {
    return variable("PULUMI_CREDENTIALS_PATH")
        .map(Path::of)
        .orElseGet(() -> home(environment))
        .resolve("credentials.json");
  }

  /** Returns Pulumi's own folder, with its plugins and the credentials of backends. */
  public static Path home(Map<String, String> environment) {
    return variable(environment, "PULUMI_HOME")
        .map(Path::of)
        .orElseGet(() -> Path.of(environment.getOrDefault("HOME", ""), ".pulumi"));
  }

  private Optional<String> variable(String name) {
    return variable(environment, name);
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
  }

  private static Optional<Setting> setting(Path file, String... keys) {
    Object value = document(file);
    for (String key : keys) {
      value = value instanceof Map<?, ?> fields ? fields.get(key) : null;
    }
    String source = "%s: %s".formatted(file, String.join(".", keys));
    return Stream.ofNullable(value).map(one -> new Setting(one.toString(), source)).findFirst();
  }

  /** Returns the document; empty if the file does not exist. JSON is YAML too. */
  private static Map<String, Object> document(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return Yaml.documents(Files.readString(file)).stream().findFirst().orElse(Map.of());
    } catch (IOException | IllegalStateException unreadable) {
      throw new IllegalStateException(
          "%s cannot be read: %s".formatted(file, unreadable.getMessage()));
    }
  }
}

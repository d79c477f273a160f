package dev.slipway.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every secret of a stack, and the places where none may be read. */
final class Secrets {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * In a Talos bundle (keys of the authorities, tokens of bootstrap and trustd, secretbox key), in
   * talosconfig and in kubeconfigs.
   */
  private static final Pattern FIELD =
      Pattern.compile(
          "(?:key|token|bootstraptoken|secretboxencryptionsecret|secret|client-key-data)\"?:"
              + " *\"?([^\\s\"]{20,})");

  private Secrets() {}

  /** In the form in which they stand in files. */
  static List<String> of(String stack) throws IOException {
    String said = Lab.pulumi(stack, "stack output --json --show-secrets").orFail("output");
    JsonNode outputs = JSON.readTree(said);
    List<String> texts = new ArrayList<>(List.of(bundle(stack)));
    for (String output : List.of("kubeconfig", "talosconfig", "registrarKubeconfig")) {
      texts.add(outputs.path(output).asText());
    }
    return texts.stream()
        .flatMap(text -> FIELD.matcher(text).results())
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  private static String bundle(String stack) throws IOException {
    String state = Lab.pulumi(stack, "stack export --show-secrets").orFail("export");
    for (JsonNode resource : JSON.readTree(state).path("deployment").path("resources")) {
      if (resource.path("urn").asText().endsWith("-talos-bundle")) {
        return JSON.readTree(resource.at("/outputs/stdout/plaintext").asText()).asText();
      }
    }
    throw new AssertionError("no Talos bundle in the state of " + stack);
  }

  /** The texts of all files below a folder of the lab's state. */
  static Stream<String> texts(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Lab.state(folder))) {
      return files.filter(Files::isRegularFile).map(Secrets::text).toList().stream();
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Every secret of a stack. */
public final class Secrets {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The least number of secrets of a complete stack. */
  private static final int EXPECTED = 8;

  /**
   * Secret fields of a Talos bundle (keys of the authorities, tokens of bootstrap and trustd,
   * secretbox key), and of kubeconfigs.
   */
  private static final Pattern FIELD =
      Pattern.compile(
          "(?:key|token|bootstraptoken|secretboxencryptionsecret|secret|client-key-data)\"?:"
              + " *\"?([^\\s\"]{20,})");

  private static final String TEMPORARY = "tmp";

  private final String stack;

  public Secrets(String stack) {
    this.stack = stack;
  }

  /**
   * Asserts that no secret is readable in Pulumi's state, a diff, the logs, the process list, the
   * temporary folder of the lab's commands.
   */
  public void assertNotReadable() throws IOException {
    List<String> secrets = complete();
    List<String> texts = new ArrayList<>(texts("pulumi"));
    texts.addAll(texts("log"));
    texts.add(Lab.pulumi(stack, "preview --diff").orFail("preview"));
    texts.addAll(texts(TEMPORARY));
    texts.add(Lab.shell("ps -eo args").orFail("ps"));
    assertInNone(secrets, texts);
  }

  /**
   * Asserts that the temporary folder of the lab's commands has no secret: none of this stack, of
   * which the state may be incomplete, and no text that looks like one.
   */
  public void assertNotInTemporaryFolder() throws IOException {
    assertNotInTemporaryFolder(all());
  }

  /** Runs a command, which may empty the states of stacks, then asserts the same of each. */
  public static void assertNotInTemporaryFolderAfter(List<String> stacks, Runnable command)
      throws IOException {
    List<String> secrets = new ArrayList<>();
    for (String stack : stacks) {
      secrets.addAll(new Secrets(stack).complete());
    }
    command.run();
    assertNotInTemporaryFolder(secrets);
  }

  private static void assertNotInTemporaryFolder(List<String> secrets) throws IOException {
    List<String> texts = texts(TEMPORARY);
    assertInNone(secrets, texts);
    List<Integer> lengths =
        texts.stream().flatMap(Secrets::found).map(String::length).distinct().toList();
    assertEquals(List.of(), lengths, "lengths of texts that look like secrets");
  }

  private static void assertInNone(List<String> secrets, List<String> texts) {
    for (String secret : secrets) {
      assertFalse(
          texts.stream().anyMatch(text -> text.contains(secret)),
          () -> "a secret of " + secret.length() + " characters is readable");
    }
  }

  private static Stream<String> found(String text) {
    return FIELD.matcher(text).results().map(found -> found.group(1));
  }

  private List<String> complete() throws IOException {
    List<String> secrets = all();
    assertTrue(secrets.size() > EXPECTED, "only " + secrets.size() + " secrets were found");
    return secrets;
  }

  /** Returns the secrets in the form in which files contain them. */
  private List<String> all() throws IOException {
    String output = Lab.pulumi(stack, "stack output --json --show-secrets").orFail("output");
    JsonNode outputs = JSON.readTree(output);
    return Stream.concat(bundle(), Stream.of(outputs.path("kubeconfig").asText()))
        .flatMap(Secrets::found)
        .distinct()
        .toList();
  }

  /** Returns the Talos bundle; nothing before it is created. */
  private Stream<String> bundle() throws IOException {
    String state = Lab.pulumi(stack, "stack export --show-secrets").orFail("export");
    for (JsonNode resource : JSON.readTree(state).path("deployment").path("resources")) {
      if (resource.path("urn").asText().endsWith("-talos-bundle")) {
        return Stream.of(JSON.readTree(resource.at("/outputs/stdout/plaintext").asText()).asText());
      }
    }
    return Stream.empty();
  }

  /** Returns the texts of all files below a folder of the lab's state. */
  private static List<String> texts(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Lab.state(folder))) {
      return files.filter(Files::isRegularFile).map(Secrets::text).toList();
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

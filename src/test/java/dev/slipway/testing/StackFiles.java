package dev.slipway.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Copies of stack files in a folder of the test, for a fleet that differs in a few values. */
public record StackFiles(Path path) {
  private static final String SUFFIX = ".yaml";
  private static final YAMLMapper YAML =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

  /** Copies the shipped stack files to the folder. */
  public static StackFiles shipped(Path folder) {
    return new StackFiles(folder).withFilesOf(FleetFixture.SHIPPED);
  }

  /** Copies the stack files of the fleet in which every optional key is set. */
  public static StackFiles allKeys(Path folder) {
    return new StackFiles(folder).withFilesOf(FleetFixture.ALL_KEYS);
  }

  /** Copies the stack files of the fleet that has every kind of network and endpoint. */
  public static StackFiles networkKinds(Path folder) {
    return new StackFiles(folder).withFilesOf(FleetFixture.NETWORK_KINDS);
  }

  /** Replaces a text that the file of the stack contains exactly once. */
  public StackFiles with(String stack, String from, String to) {
    return with(stack, 1, from, to);
  }

  /** Replaces a text that the file of the stack contains exactly that many times. */
  public StackFiles with(String stack, int occurrences, String from, String to) {
    String text = text(stack);
    int found = text.split(Pattern.quote(from), -1).length - 1;
    assertEquals(occurrences, found, () -> file(stack) + ": occurrences of \"" + from + "\"");
    return withText(stack, text.replace(from, to));
  }

  /** Replaces the whole text of the stack's file, or adds the file. */
  public StackFiles withText(String stack, String text) {
    try {
      Files.writeString(file(stack), text);
      return this;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Returns the value of a key, in JSON. */
  public String value(String stack, String key) {
    return tree(text(stack)).requiredAt("/" + key.replace('.', '/')).toString();
  }

  /** Sets the value of a key, in YAML. The file loses its comments. */
  public StackFiles withValue(String stack, String key, String yaml) {
    return withTree(stack, key, (group, name) -> group.set(name, tree(yaml)));
  }

  /** Removes a key. The file loses its comments. */
  public StackFiles withoutKey(String stack, String key) {
    return withTree(
        stack, key, (group, name) -> assertNotNull(group.remove(name), () -> stack + ": " + key));
  }

  private StackFiles withTree(String stack, String key, BiConsumer<ObjectNode, String> edit) {
    ObjectNode root = (ObjectNode) tree(text(stack));
    int dot = key.lastIndexOf('.');
    ObjectNode group =
        dot < 0 ? root : root.withObject("/" + key.substring(0, dot).replace('.', '/'));
    edit.accept(group, key.substring(dot + 1));
    try {
      return withText(stack, YAML.writeValueAsString(root));
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException invalid) {
      throw new UncheckedIOException(invalid);
    }
  }

  /** Copies every stack file of another folder; a file of the same name is replaced. */
  public StackFiles withFilesOf(Path source) {
    try {
      Files.createDirectories(path);
      for (String stack : stacks(source)) {
        Path from = source.resolve(stack + SUFFIX);
        Files.copy(from, file(stack), StandardCopyOption.REPLACE_EXISTING);
      }
      return this;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Deletes the files of these stacks. */
  public StackFiles without(String... stacks) {
    try {
      for (String stack : stacks) {
        Files.delete(file(stack));
      }
      return this;
    } catch (IOException absent) {
      throw new UncheckedIOException(absent);
    }
  }

  /** Returns the names of the stacks, sorted. */
  public List<String> stacks() {
    return stacks(path);
  }

  /** Returns the stack's file. */
  public Path file(String stack) {
    return path.resolve(stack + SUFFIX);
  }

  /** Returns the text of the stack's file. */
  public String text(String stack) {
    try {
      return Files.readString(file(stack));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Reads the stack files. */
  public Fleet fleet() {
    return Fleet.load(path);
  }

  /** Reads and plans the stack files. */
  public FleetPlan plan() {
    return Planner.plan(fleet());
  }

  /** Returns the plan of one cluster of the fleet. */
  public ClusterPlan cluster(String stack) {
    return plan().clusterOrThrow(DnsLabel.parse(stack));
  }

  /** Returns the problems for which the fleet is refused; in them {@code DIR} is the folder. */
  public List<String> problems() {
    return assertThrows(InvalidFleetException.class, this::plan).problems().stream()
        .map(problem -> problem.toString().replace(path.toString(), "DIR"))
        .toList();
  }

  /** Asserts that the fleet is refused for exactly these problems, each {@code FILE:LINE: …}. */
  public void assertRefused(String... problems) {
    assertEquals(
        Stream.of(problems).map("DIR/"::concat).collect(Collectors.joining("\n")),
        String.join("\n", problems()));
  }

  private static List<String> stacks(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

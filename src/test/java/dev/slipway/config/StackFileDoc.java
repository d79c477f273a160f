package dev.slipway.config;

import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The documentation of all keys, from the javadoc of their records and valid stack files. */
final class StackFileDoc {
  /** Folders of stack files; the first that sets a key has its example. */
  private static final List<Path> FOLDERS =
      List.of(
          FleetFixture.ALL_KEYS,
          FleetFixture.NETWORK_KINDS,
          Path.of("src/test/resources/only-staging"));

  /** The groups, the file as a whole first. */
  static final List<KeyGroup> GROUPS = KeyGroup.all(StackConfig.class, KeyExamples.of(files()));

  private StackFileDoc() {}

  /** Returns all keys, in the order of the groups. */
  static Stream<StackKey> keys() {
    return GROUPS.stream().flatMap(group -> group.keys().stream());
  }

  /** Returns the files of the examples: those of Management Clusters have more keys. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Path folder : FOLDERS) {
      StackFiles here = new StackFiles(folder);
      List<String> stacks = here.stacks();
      Stream.of(true, false)
          .flatMap(site -> stacks.stream().filter(stack -> stack.contains("-") == site))
          .forEach(stack -> files.add(here.file(stack)));
    }
    return files;
  }
}

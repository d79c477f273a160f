package dev.slipway.effects;

import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.Yaml;

/**
 * A change of one key in a stack file that an operator may make.
 *
 * @param key path of the key, with {@code *} for any name
 * @param change the kind of change
 * @param fleet folder of the stack files before the change
 * @param from values before the change, if the fleet's files have others
 * @param set new values by path; null removes the key
 * @param lab the test that shows the effect in the lab, {@code Class.method}
 */
record Sample(
    String key,
    String change,
    Path fleet,
    String stack,
    Map<String, Object> from,
    Map<String, Object> set,
    Optional<String> lab) {
  private static final Path FOLDER = Path.of("src/test/resources/change");
  private static final Map<Path, FleetPlan> BEFORE = new ConcurrentHashMap<>();

  /** Returns the samples that are rows of the table, in the order of the file. */
  static List<Sample> all() {
    return read("samples.yaml");
  }

  /** Returns samples with other values, each of which must have the effect of its row. */
  static List<Sample> otherValues() {
    return read("other-values.yaml");
  }

  private static List<Sample> read(String file) {
    try {
      List<Map<String, Object>> rows = new Yaml().load(Files.readString(FOLDER.resolve(file)));
      return rows.stream().map(Sample::of).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @SuppressWarnings("unchecked")
  private static Sample of(Map<String, Object> row) {
    return new Sample(
        row.get("key").toString(),
        row.get("change").toString(),
        Path.of(row.get("fleet").toString()),
        row.get("stack").toString(),
        (Map<String, Object>) row.getOrDefault("from", Map.of()),
        (Map<String, Object>) row.get("set"),
        Optional.ofNullable((String) row.get("lab")));
  }

  /** Plans the stack files before the change, in a folder of the test. */
  FleetPlan before(Path folder) {
    return from.isEmpty()
        ? BEFORE.computeIfAbsent(fleet, files -> Planner.plan(Fleet.load(files)))
        : plan(folder, from, Map.of());
  }

  /** Plans the stack files after the change, in a folder of the test. */
  FleetPlan after(Path folder) {
    return plan(folder, from, set);
  }

  private FleetPlan plan(Path folder, Map<String, Object> first, Map<String, Object> second) {
    StackFiles files = new StackFiles(folder).withFilesOf(fleet);
    Map<String, Object> document = new Yaml().load(files.text(stack));
    first.forEach((path, value) -> put(document, path, value));
    second.forEach((path, value) -> put(document, path, value));
    return files.withText(stack, new Yaml().dump(document)).plan();
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> document, String path, Object value) {
    String[] names = path.split("\\.", -1);
    Map<String, Object> group = document;
    for (int i = 0; i < names.length - 1; i++) {
      group = (Map<String, Object>) Objects.requireNonNull(group.get(names[i]), path);
    }
    String last = names[names.length - 1];
    if (value == null) {
      Objects.requireNonNull(group.remove(last), path);
    } else {
      group.put(last, value);
    }
  }

  @Override
  public String toString() {
    return key + ": " + change + " " + stack + " " + set;
  }
}

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
 * @param set new values by path; null removes the key
 * @param lab the test that shows the effect in the lab, {@code Class.method}
 */
record Sample(
    String key,
    String change,
    Path fleet,
    String stack,
    Map<String, Object> set,
    Optional<String> lab) {
  private static final Path FILE = Path.of("src/test/resources/change/samples.yaml");
  private static final Map<Path, FleetPlan> BEFORE = new ConcurrentHashMap<>();

  /** Returns all samples, in the order of the file. */
  static List<Sample> all() {
    try {
      List<Map<String, Object>> rows = new Yaml().load(Files.readString(FILE));
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
        (Map<String, Object>) row.get("set"),
        Optional.ofNullable((String) row.get("lab")));
  }

  /** Plans the stack files before the change. */
  FleetPlan before() {
    return BEFORE.computeIfAbsent(fleet, folder -> Planner.plan(Fleet.load(folder)));
  }

  /** Plans the stack files after the change, in a folder of the test. */
  FleetPlan after(Path folder) {
    StackFiles files = new StackFiles(folder).withFilesOf(fleet);
    Map<String, Object> document = new Yaml().load(files.text(stack));
    set.forEach((path, value) -> put(document, path, value));
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
    return key + ": " + change;
  }
}

package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.value.InvalidFleetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * Stack files with one thing wrong, chosen by chance with a fixed seed: each is refused by a list
 * of problems, never by a stack trace, and never taken.
 */
class MutantsTest {
  private static final int MUTANTS = 400;
  private static final long SEED = 20261124;

  /** Names that the cloud or Zitadel gave: any text may be one, and only they know. */
  private static final List<String> NAMES =
      List.of("flavor", "image", "externalNetwork", "name", "audience", "organization", "revision");

  @TempDir private Path folder;
  private final Random chance = new Random(SEED);

  @ParameterizedTest
  @ValueSource(strings = {"stacks", "src/test/resources/network-kinds"})
  void everyMutantIsRefused(String shipped) throws IOException {
    List<Path> stacks = new ArrayList<>();
    try (var files = Files.list(Path.of(shipped))) {
      files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(stacks::add);
    }
    for (Path stack : stacks) {
      Files.copy(stack, folder.resolve(stack.getFileName()));
    }
    Map<String, Integer> tried = new TreeMap<>();
    List<String> taken = new ArrayList<>();
    while (tried.values().stream().mapToInt(Integer::intValue).sum() < MUTANTS) {
      Path original = stacks.get(chance.nextInt(stacks.size()));
      Path file = folder.resolve(original.getFileName());
      Mutant mutant = mutant(Files.readString(original));
      if (mutant != null) {
        Files.writeString(file, mutant.text());
        tried.merge(mutant.kind(), 1, Integer::sum);
        if (isTaken()) {
          taken.add(original + ": " + mutant.kind() + " " + mutant.what());
        }
        Files.copy(original, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    assertEquals("", String.join("\n", taken));
    assertEquals(List.of("drop", "duplicate", "retype", "swap"), List.copyOf(tried.keySet()));
    assertTrue(isTaken(), "the files themselves are good");
  }

  private record Mutant(String kind, String what, String text) {}

  private boolean isTaken() {
    try {
      Fleet.load(folder);
      return true;
    } catch (InvalidFleetException refusal) {
      return refusal.problems().isEmpty();
    }
  }

  private @Nullable Mutant mutant(String text) {
    Map<String, Object> document = new Yaml().load(text);
    List<Place> places = new ArrayList<>();
    collect("", document, places);
    Place place = places.get(chance.nextInt(places.size()));
    return switch (chance.nextInt(4)) {
      case 0 -> {
        place.group().remove(place.key());
        yield new Mutant("drop", place.path(), new Yaml().dump(document));
      }
      case 1 -> duplicate(text, place);
      case 2 -> retype(document, place);
      default -> swap(document, place, places.get(chance.nextInt(places.size())));
    };
  }

  private static @Nullable Mutant duplicate(String text, Place place) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.strip().equals(place.key() + ": " + place.value())) {
        lines.add(i, line);
        return new Mutant("duplicate", place.path(), String.join("\n", lines));
      }
    }
    return null;
  }

  private Mutant retype(Map<String, Object> document, Place place) {
    List<Object> others =
        new ArrayList<>(List.of(true, 7, 1.5, "", List.of("a"), Map.of("a", "b"), "~ no such ~"));
    if (place.value() instanceof Integer) {
      others.remove((Object) 7);
    }
    if (NAMES.contains(place.key())) {
      others.remove("~ no such ~");
    }
    Object other = others.get(chance.nextInt(others.size()));
    place.group().put(place.key(), other);
    return new Mutant("retype", place.path() + " to " + other, new Yaml().dump(document));
  }

  private static @Nullable Mutant swap(Map<String, Object> document, Place one, Place other) {
    boolean nested = one.path().startsWith(other.path()) || other.path().startsWith(one.path());
    boolean names =
        (isName(one) && isName(other)) || (isOfEnvironment(one) && isOfEnvironment(other));
    boolean external = one.key().equals("floatingIp") && other.key().equals("routerExternalIp");
    boolean same = one.value().equals(other.value());
    if (nested || names || external || same || one.key().equals("routerExternalIp")) {
      return null;
    }
    one.group().put(one.key(), other.value());
    other.group().put(other.key(), one.value());
    return new Mutant("swap", one.path() + " with " + other.path(), new Yaml().dump(document));
  }

  private static boolean isName(Place place) {
    return NAMES.contains(place.key()) || place.path().equals("datacenter");
  }

  /** Names as well, which must hold the environment's. */
  private static boolean isOfEnvironment(Place place) {
    return List.of("cloud", "audience").contains(place.key());
  }

  private record Place(String path, Map<String, Object> group, String key, Object value) {}

  @SuppressWarnings("unchecked")
  private static void collect(String path, Map<String, Object> group, List<Place> places) {
    new LinkedHashMap<>(group)
        .forEach(
            (key, value) -> {
              places.add(new Place(path + key, group, key, value));
              if (value instanceof Map<?, ?> inner) {
                collect(path + key + ".", (Map<String, Object>) inner, places);
              }
            });
  }
}

package dev.slipway.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.Yaml;

/** Invalid copies of a valid stack file, each with one fault. */
final class StackFileMutations {
  /** Keys whose values can be exchanged, so that the file stays valid. */
  private static final List<Set<String>> INTERCHANGEABLE =
      List.of(
          Set.of("flavor", "image", "externalNetwork", "name", "revision", "datacenter"),
          Set.of("audience", "organization"),
          Set.of("issuer", "repository"),
          Set.of("count", "slot"),
          Set.of("cilium", "argocd"),
          Set.of("floatingIp", "routerExternalIp"));

  private static final List<Object> OTHER_VALUES =
      List.of(true, 7, 1.5, "", List.of("a"), Map.of("a", "b"), "~ no such ~");

  private final String text;

  StackFileMutations(String text) {
    this.text = text;
  }

  /** A changed text, and what was changed. */
  record Mutation(String change, String text) {}

  /** A key of the document, and the mapping that contains it. */
  private record Key(String path, Map<String, Object> mapping, String name, Object value) {}

  /** Removes each key, together with the keys under it. */
  List<Mutation> withoutKey() {
    List<Mutation> mutations = new ArrayList<>();
    for (int i = 0; i < keys(load()).size(); i++) {
      Map<String, Object> document = load();
      Key key = keys(document).get(i);
      key.mapping().remove(key.name());
      mutations.add(new Mutation("without " + key.path(), dump(document)));
    }
    return mutations;
  }

  /** Repeats each line that sets a value. */
  List<Mutation> withDuplicateKey() {
    List<String> lines = text.lines().toList();
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).matches(" *\\w+: .*"))
        .mapToObj(
            i -> {
              List<String> copy = new ArrayList<>(lines);
              copy.add(i, lines.get(i));
              return new Mutation(lines.get(i).strip() + " twice", String.join("\n", copy));
            })
        .toList();
  }

  /** Sets each key to a value of another type, chosen at random. */
  List<Mutation> withOtherType(Random random) {
    List<Mutation> mutations = new ArrayList<>();
    for (int i = 0; i < keys(load()).size(); i++) {
      Map<String, Object> document = load();
      Key key = keys(document).get(i);
      List<Object> values = new ArrayList<>(OTHER_VALUES);
      values.removeIf(value -> isSameType(key, value));
      Object value = values.get(random.nextInt(values.size()));
      key.mapping().put(key.name(), value);
      mutations.add(new Mutation("%s: %s".formatted(key.path(), value), dump(document)));
    }
    return mutations;
  }

  private static boolean isSameType(Key key, Object value) {
    return key.value() instanceof Integer && value instanceof Integer;
  }

  /** Exchanges the values of each key and a key chosen at random. */
  List<Mutation> withExchangedValues(Random random) {
    List<Mutation> mutations = new ArrayList<>();
    for (int i = 0; i < keys(load()).size(); i++) {
      Map<String, Object> document = load();
      List<Key> keys = keys(document);
      Key one = keys.get(i);
      Collections.shuffle(keys, random);
      keys.stream()
          .filter(other -> isInvalidExchange(one, other))
          .findFirst()
          .ifPresent(
              other -> {
                one.mapping().put(one.name(), other.value());
                other.mapping().put(other.name(), one.value());
                mutations.add(
                    new Mutation(
                        "%s exchanged with %s".formatted(one.path(), other.path()),
                        dump(document)));
              });
    }
    return mutations;
  }

  private static boolean isInvalidExchange(Key one, Key other) {
    boolean nested = one.path().startsWith(other.path()) || other.path().startsWith(one.path());
    boolean stillValid =
        INTERCHANGEABLE.stream()
            .anyMatch(set -> set.containsAll(List.of(one.name(), other.name())));
    return !nested && !stillValid && !one.value().equals(other.value());
  }

  private Map<String, Object> load() {
    return new Yaml().load(text);
  }

  private static String dump(Map<String, Object> document) {
    return new Yaml().dump(document);
  }

  private static List<Key> keys(Map<String, Object> document) {
    List<Key> keys = new ArrayList<>();
    collect("", document, keys);
    return keys;
  }

  @SuppressWarnings("unchecked")
  private static void collect(String path, Map<String, Object> mapping, List<Key> keys) {
    new LinkedHashMap<>(mapping)
        .forEach(
            (name, value) -> {
              keys.add(new Key(path + name, mapping, name, value));
              if (value instanceof Map<?, ?> inner) {
                collect(path + name + ".", (Map<String, Object>) inner, keys);
              }
            });
  }
}

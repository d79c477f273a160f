package dev.slipway.config;

import dev.slipway.testing.TypeDoc;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one record with their documentation.
 *
 * @param paths the keys that contain the group; the file as a whole has the path ""
 */
record KeyGroup(Class<?> type, List<String> paths, TypeDoc doc, List<StackKey> keys) {

  /** Returns the group and those inside it, each once, in the order of the components. */
  static List<KeyGroup> all(Class<?> root, KeyExamples examples) {
    Map<Class<?>, KeyGroup> groups = new LinkedHashMap<>();
    collect(root, "", examples, groups);
    return List.copyOf(groups.values());
  }

  private static void collect(
      Class<?> type, String path, KeyExamples examples, Map<Class<?>, KeyGroup> groups) {
    if (groups.containsKey(type)) {
      groups.get(type).paths().add(path);
      return;
    }
    TypeDoc doc = TypeDoc.of(type);
    List<StackKey> keys =
        Stream.of(type.getRecordComponents()).map(one -> key(path, one, doc, examples)).toList();
    groups.put(type, new KeyGroup(type, new ArrayList<>(List.of(path)), doc, keys));
    for (StackKey key : keys) {
      String inside = key.path() + (key.component().getType() == Map.class ? ".*" : "");
      key.group().ifPresent(inner -> collect(inner, inside, examples, groups));
    }
  }

  private static StackKey key(
      String path, RecordComponent component, TypeDoc doc, KeyExamples examples) {
    String key = path.isEmpty() ? component.getName() : path + "." + component.getName();
    return new StackKey(
        key,
        component,
        Optional.ofNullable(doc.params().get(component.getName())),
        examples.of(key),
        KeyConditions.of(key));
  }

  /** Returns what the documentation of the group lacks. */
  List<String> lacks() {
    List<String> lacks = new ArrayList<>();
    keys.forEach(key -> lacks(key).forEach(lack -> lacks.add(key.path() + ": " + lack)));
    if (doc.description().isEmpty()) {
      lacks.add(type.getSimpleName() + " has no description; add a javadoc");
    }
    return lacks;
  }

  private static List<String> lacks(StackKey key) {
    List<String> lacks = new ArrayList<>();
    if (key.meaning().isEmpty()) {
      lacks.add("has no description; add an @param");
    }
    boolean isRequired = key.isRequired() || KeyConditions.isRequiredByKind(key.path());
    if (isRequired && key.defaultText().isPresent()) {
      lacks.add("is required and has a default; remove one");
    } else if (!isRequired && key.defaultText().isEmpty()) {
      lacks.add("is optional and has no default; end its @param with \"Default: …\"");
    }
    if (key.example().isEmpty()) {
      lacks.add("has no example; set it in a file of src/test/resources/all-keys");
    }
    return lacks;
  }
}

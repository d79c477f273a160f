package dev.slipway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * YAML that a reviewer can read: one value on each line and sorted keys. A string that is itself a
 * document, for example JSON on one line, is printed the same way.
 */
public final class BlockYaml {
  private static final String SEPARATOR = "---\n";

  private BlockYaml() {}

  /** Returns the documents as a YAML stream. */
  public static String stream(List<?> documents) {
    Yaml yaml = yaml();
    return documents.stream()
        .map(document -> yaml.dump(readable(document)))
        .collect(Collectors.joining(SEPARATOR));
  }

  private static Yaml yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options);
  }

  private static Object readable(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, field) -> sorted.put(String.valueOf(key), readable(field)));
      return sorted;
    }
    if (value instanceof List<?> list) {
      // A copy each, or two equal lists would become an anchor and an alias.
      return list.stream()
          .map(BlockYaml::readable)
          .collect(Collectors.toCollection(ArrayList::new));
    }
    if (value instanceof Double number && number == Math.rint(number)) {
      return number.longValue();
    }
    return value instanceof String text ? readable(text) : value;
  }

  private static String readable(String text) {
    boolean isTemplate = text.startsWith("{{");
    if (isTemplate || (!text.startsWith("{") && !text.contains("apiVersion: "))) {
      return text;
    }
    try {
      List<Object> documents =
          StreamSupport.stream(yaml().loadAll(text).spliterator(), false).toList();
      return documents.stream().allMatch(Map.class::isInstance) ? stream(documents) : text;
    } catch (YAMLException notADocument) {
      return text;
    }
  }
}

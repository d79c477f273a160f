package dev.slipway.components;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The structure of a rendered document, without a text that was inserted into the stack file. Two
 * documents with equal results differ only in that text, inside single values.
 *
 * <p>A string may be a document itself: JSON or YAML, an expression of CEL, or lines of words such
 * as haproxy.cfg and policy.csv, also in base64.
 */
final class ParsedDocument {
  /** A string literal, a name or number, or a sign of an expression. */
  private static final Pattern CEL_TOKEN =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|[\\w.]+|\\S");

  /** Digests differ whenever what they are made of does. */
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** A file that a script reads from its standard input. */
  private static final Pattern BASE64 =
      Pattern.compile("(?=.{40})([A-Za-z0-9+/]{4})+([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

  private final String inserted;

  ParsedDocument(String inserted) {
    this.inserted = inserted;
  }

  /** Returns the value with every string parsed, as maps, lists and strings. */
  Object parse(Object value) {
    if (value instanceof Map<?, ?> fields) {
      Map<String, Object> parsed = new TreeMap<>();
      fields.forEach((key, field) -> parsed.put(word(key), field(String.valueOf(key), field)));
      return parsed;
    } else if (value instanceof List<?> items) {
      return items.stream().map(this::parse).toList();
    }
    return value instanceof String text ? text(text) : word(value);
  }

  private Object field(String key, Object value) {
    return key.equals("expression") ? cel(String.valueOf(value)) : parse(value);
  }

  private Object text(String text) {
    if (text.startsWith("{") || text.startsWith("[") || text.startsWith("#cloud-config")) {
      return documents(text);
    }
    return text.contains("\n") ? lines(text) : word(text);
  }

  private Object documents(String text) {
    try {
      List<Object> parsed = new ArrayList<>();
      new Yaml(new SafeConstructor(new LoaderOptions()))
          .loadAll(text)
          .forEach(document -> parsed.add(document instanceof String ? document : parse(document)));
      return parsed;
    } catch (YAMLException notYaml) {
      return lines(text);
    }
  }

  private List<List<Object>> lines(String text) {
    return text.lines()
        .map(line -> Stream.of(line.strip().split("[\\s,]+")).map(this::encoded).toList())
        .toList();
  }

  /** Returns a word, or the document that is its content in base64. */
  private Object encoded(String word) {
    if (DIGEST.matcher(word).matches() || !BASE64.matcher(word).matches()) {
      return word(word);
    }
    byte[] content = Base64.getDecoder().decode(word);
    return text(new String(content, StandardCharsets.UTF_8));
  }

  private List<String> cel(String expression) {
    Matcher tokens = CEL_TOKEN.matcher(expression);
    return tokens.results().map(token -> word(token.group())).toList();
  }

  private String word(Object value) {
    String word = String.valueOf(value);
    return DIGEST.matcher(word).matches() ? "digest" : word.replace(inserted, "");
  }
}

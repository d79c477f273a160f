package dev.slipway.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads and writes JSON. Keys are sorted, so that equal documents have equal text and the user data
 * of servers does not change between runs.
 */
public final class Json {
  private static final ObjectMapper WRITER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private static final DefaultPrettyPrinter INDENTED = indented();

  private static final ObjectMapper READER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  private static DefaultPrettyPrinter indented() {
    DefaultIndenter platformIndependent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(platformIndependent);
    printer.indentObjectsWith(platformIndependent);
    return printer;
  }

  /** Returns the document as one line. */
  public static String write(Object document) {
    try {
      return WRITER.writeValueAsString(document);
    } catch (JsonProcessingException onlyOwnTypes) {
      throw new IllegalStateException(onlyOwnTypes);
    }
  }

  /** Returns the document over several lines, for readers and {@code diff}. */
  public static String indented(Object document) {
    try {
      return WRITER.writer(INDENTED).writeValueAsString(document) + "\n";
    } catch (JsonProcessingException onlyOwnTypes) {
      throw new IllegalStateException(onlyOwnTypes);
    }
  }

  /**
   * Reads a document into a record or a {@code JsonNode}; unknown keys of a record are refused.
   *
   * @throws IllegalArgumentException with the line and the problem
   */
  public static <T> T read(String text, Class<T> shape) {
    try {
      return READER.readValue(text, shape);
    } catch (JsonProcessingException invalid) {
      int line = invalid.getLocation() == null ? 0 : invalid.getLocation().getLineNr();
      throw new IllegalArgumentException(
          "line " + line + ": " + invalid.getOriginalMessage(), invalid);
    }
  }

  /** Returns the documents as a YAML stream, which is valid because JSON is YAML. */
  public static String stream(List<? extends Map<String, ?>> documents) {
    return documents.stream().map(Json::write).collect(Collectors.joining("\n---\n"));
  }

  /** Returns a cloud-config, which cloud-init recognizes by its first line. */
  public static String cloudConfig(Map<String, ?> document) {
    return "#cloud-config\n" + write(document) + "\n";
  }
}

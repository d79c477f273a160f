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

/** Equal documents give equal text: keys are sorted, or user data would change with every run. */
public final class Json {
  private static final ObjectMapper WRITER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private static final DefaultPrettyPrinter INDENTED = indented();

  private static final ObjectMapper READER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  private static DefaultPrettyPrinter indented() {
    DefaultIndenter sameOnEveryMachine = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(sameOnEveryMachine);
    printer.indentObjectsWith(sameOnEveryMachine);
    return printer;
  }

  /** The document as one line. */
  public static String write(Object document) {
    try {
      return WRITER.writeValueAsString(document);
    } catch (JsonProcessingException onlyOwnTypes) {
      throw new IllegalStateException(onlyOwnTypes);
    }
  }

  /** The document over many lines, for people and {@code diff}; ends with a new line. */
  public static String indented(Object document) {
    try {
      return WRITER.writer(INDENTED).writeValueAsString(document) + "\n";
    } catch (JsonProcessingException onlyOwnTypes) {
      throw new IllegalStateException(onlyOwnTypes);
    }
  }

  /**
   * A document of that shape; unknown keys are refused.
   *
   * @throws IllegalArgumentException with the line and what is wrong there
   */
  public static <T> T read(String text, Class<T> shape) {
    try {
      return READER.readValue(text, shape);
    } catch (JsonProcessingException wrong) {
      int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
      throw new IllegalArgumentException("line " + line + ": " + wrong.getOriginalMessage(), wrong);
    }
  }

  /** Several documents as a YAML stream. */
  public static String stream(List<? extends Map<String, ?>> documents) {
    return documents.stream().map(Json::write).collect(Collectors.joining("\n---\n"));
  }

  /** A cloud-config as cloud-init knows it by its first line. */
  public static String cloudConfig(Map<String, ?> document) {
    return "#cloud-config\n" + write(document) + "\n";
  }
}

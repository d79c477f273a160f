package dev.slipway.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads YAML documents of the jar, and writes YAML for readers. */
public final class Yaml {
  private static final YAMLMapper READER = new YAMLMapper();

  private static final YAMLMapper WRITER = writer(new YAMLFactory());

  private static final YAMLMapper PROGRAM_WRITER =
      writer(YAMLFactory.builder().stringQuotingChecker(new Quoted()).build());

  private Yaml() {}

  private static YAMLMapper writer(YAMLFactory factory) {
    return YAMLMapper.builder(factory)
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build();
  }

  /** Also quotes a text that a reader of YAML 1.1 takes for a time, a number or another type. */
  private static final class Quoted extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean needToQuoteValue(String value) {
      return !value.matches("[\\p{Alpha}/][^\\p{Cntrl}\\x85]*") || super.needToQuoteValue(value);
    }
  }

  /**
   * Returns a document with one value per line and sorted keys, for readers and for a diff. A
   * string that is itself a JSON object is written as its fields.
   */
  public static String block(Object document) {
    return write(WRITER, readable(document));
  }

  /** Returns a document for programs, with the fields that {@link Json#write} gives it. */
  public static String write(Object document) {
    return write(PROGRAM_WRITER, document);
  }

  /**
   * Reads a list from a file of the user; an empty file is an empty list.
   *
   * @throws IllegalArgumentException with the line and the problem
   */
  public static List<?> list(String text) {
    try {
      JsonNode document = READER.readTree(text);
      if (document.isMissingNode() || document.isNull()) {
        return List.of();
      } else if (document.isArray()) {
        return READER.treeToValue(document, List.class);
      }
    } catch (JsonProcessingException invalid) {
      throw new IllegalArgumentException(
          "line %d: %s".formatted(invalid.getLocation().getLineNr(), invalid.getOriginalMessage()));
    }
    throw new IllegalArgumentException("is not a list");
  }

  private static String write(YAMLMapper writer, Object document) {
    try {
      return writer.writeValueAsString(document);
    } catch (JsonProcessingException onlyOwnTypes) {
      throw new IllegalStateException(onlyOwnTypes);
    }
  }

  private static Object readable(Object value) {
    if (value instanceof Map<?, ?> fields) {
      Map<String, Object> copy = new TreeMap<>();
      fields.forEach((key, field) -> copy.put(String.valueOf(key), readable(field)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Yaml::readable).toList();
    }
    return value instanceof String text && text.startsWith("{") && text.endsWith("}")
        ? readable(Json.read(text, Map.class))
        : value;
  }

  /**
   * Returns the documents of a YAML stream; each is a mapping.
   *
   * @throws IllegalStateException with the line, and without any text of the stream
   */
  public static List<Map<String, Object>> documents(String stream) {
    try {
      return READER
          .readerFor(new TypeReference<Map<String, Object>>() {})
          .<Map<String, Object>>readValues(stream)
          .readAll();
    } catch (JsonProcessingException invalid) {
      // The cause quotes the text around the error, which can be a secret.
      int line = invalid.getLocation() == null ? 0 : invalid.getLocation().getLineNr();
      throw new IllegalStateException("line %d is not valid YAML".formatted(line));
    } catch (IOException onlyOwnFiles) {
      throw new IllegalStateException(onlyOwnFiles);
    }
  }
}

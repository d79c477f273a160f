package dev.slipway.document;

import com.fasterxml.jackson.core.JsonProcessingException;
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

  private Json() {}

  /** The document as one line. */
  public static String write(Object document) {
    try {
      return WRITER.writeValueAsString(document);
    } catch (JsonProcessingException onlyOwnTypes) {
      throw new IllegalStateException(onlyOwnTypes);
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

package dev.slipway.document;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads YAML documents of the jar. */
public final class Yaml {
  private static final YAMLMapper READER = new YAMLMapper();

  private Yaml() {}

  /** Returns the documents of a YAML stream; each is a mapping. */
  public static List<Map<String, Object>> documents(String stream) {
    try {
      return READER
          .readerFor(new TypeReference<Map<String, Object>>() {})
          .<Map<String, Object>>readValues(stream)
          .readAll();
    } catch (IOException onlyOwnFiles) {
      throw new IllegalStateException(onlyOwnFiles);
    }
  }
}

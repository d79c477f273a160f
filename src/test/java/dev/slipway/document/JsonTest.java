package dev.slipway.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void sortsKeysAndKeepsOrderOfLists() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("b", Map.of("z", 1, "y", 2, "x", 3));
    document.put("a", List.of("second", "first"));
    assertEquals(
        "{\"a\":[\"second\",\"first\"],\"b\":{\"x\":3,\"y\":2,\"z\":1}}", Json.write(document));
  }

  @Test
  void separatesDocumentsOfStream() {
    assertEquals("{\"a\":1}\n---\n{\"b\":2}", Json.stream(List.of(Map.of("a", 1), Map.of("b", 2))));
  }

  @Test
  void cloudConfigBeginsWithItsMarker() {
    assertEquals("#cloud-config\n{\"a\":1}\n", Json.cloudConfig(Map.of("a", 1)));
  }
}

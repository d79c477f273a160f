package dev.slipway.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The records of decisions in docs/adr. */
class DecisionRecordsTest {
  @Test
  void everyRecordHasItsOwnNumberAStatusAndADate() throws IOException {
    Map<Integer, Path> records = new TreeMap<>();
    for (Path record : records()) {
      int number = Integer.parseInt(record.getFileName().toString().substring(0, 4));
      assertNull(records.put(number, record), () -> "second record with the number of " + record);
      List<String> lines = Files.readAllLines(record);
      assertTrue(lines.get(0).startsWith("# %d. ".formatted(number)), record::toString);
      assertTrue(
          lines.get(2).matches("Status: (Proposed|Accepted|Superseded).*"), record::toString);
      assertTrue(lines.get(4).matches("Date: \\d{4}-\\d{2}-\\d{2}"), record::toString);
    }
    assertEquals(1, records.keySet().iterator().next());
  }

  private static List<Path> records() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs/adr"))) {
      return files.sorted().toList();
    }
  }
}

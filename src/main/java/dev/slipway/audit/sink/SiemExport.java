package dev.slipway.audit.sink;

import dev.slipway.audit.SiemEvents;
import dev.slipway.audit.TimeWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The file with a SIEM's export: one message of RFC 5424 in each line. */
public final class SiemExport {
  private SiemExport() {}

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it cannot be read, or is not text in UTF-8
   */
  public static SiemEvents read(Path file, TimeWindow window) {
    SiemEvents events = new SiemEvents(window);
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      lines.filter(line -> !line.isEmpty()).forEach(events::add);
    } catch (IOException | UncheckedIOException unreadable) {
      throw new IllegalArgumentException(
          "--siem-export: cannot read %s (%s); name a file with one message of RFC 5424 in each line"
              .formatted(file, unreadable),
          unreadable);
    }
    return events;
  }
}

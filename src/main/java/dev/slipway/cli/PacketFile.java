package dev.slipway.cli;

import dev.slipway.document.Json;
import dev.slipway.evidence.model.PacketTestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file of {@code --packets}: a JSON array, an object a packet. */
final class PacketFile {
  private record Row(
      @Nullable String from,
      @Nullable String to,
      @Nullable String destination,
      @Nullable Integer protocol,
      @Nullable Integer port,
      @Nullable Boolean plan,
      @Nullable Boolean trace,
      @Nullable Boolean wire) {}

  private PacketFile() {}

  /** Reads it. */
  static PacketTestRun read(Path file) {
    try {
      String text = Files.readString(file);
      List<PacketTestRun.Packet> packets = new ArrayList<>();
      for (Row row : Json.read(text, Row[].class)) {
        packets.add(packet(packets.size() + 1, row));
      }
      return new PacketTestRun(text, packets);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + ": is no file that can be read as UTF-8 text");
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(file + ": " + wrong.getMessage());
    }
  }

  private static PacketTestRun.Packet packet(int number, Row row) {
    return new PacketTestRun.Packet(
        given(number, "from", row.from),
        given(number, "to", row.to),
        given(number, "destination", row.destination),
        given(number, "protocol", row.protocol),
        given(number, "port", row.port),
        given(number, "plan", row.plan),
        Optional.ofNullable(row.trace),
        Optional.ofNullable(row.wire));
  }

  private static <T> T given(int number, String key, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("packet " + number + " says nothing of " + key);
    }
    return value;
  }
}

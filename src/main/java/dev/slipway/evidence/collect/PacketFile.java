package dev.slipway.evidence.collect;

import dev.slipway.document.Json;
import dev.slipway.evidence.model.PacketTestRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON file with the results of test packets: an array with one object per packet. */
public final class PacketFile {
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

  /**
   * Reads a packet file.
   *
   * @throws IllegalArgumentException if it cannot be read, or is not valid; the message has the
   *     position
   */
  public static PacketTestRun read(Path file) {
    return ResultFile.read(file, PacketFile::run);
  }

  private static PacketTestRun run(String text) {
    List<PacketTestRun.Packet> packets = new ArrayList<>();
    for (@Nullable Row row : rows(text)) {
      int number = packets.size() + 1;
      if (row == null) {
        throw new IllegalArgumentException("packet " + number + ": expected an object");
      }
      packets.add(packet(number, row));
    }
    return new PacketTestRun(text, packets);
  }

  private static @Nullable Row[] rows(String text) {
    @Nullable Row @Nullable [] rows = Json.read(text, Row[].class);
    if (rows == null) {
      throw new IllegalArgumentException("expected an array");
    }
    return rows;
  }

  private static PacketTestRun.Packet packet(int number, Row row) {
    return new PacketTestRun.Packet(
        required(number, "from", row.from),
        required(number, "to", row.to),
        required(number, "destination", row.destination),
        required(number, "protocol", row.protocol),
        required(number, "port", row.port),
        required(number, "plan", row.plan),
        Optional.ofNullable(row.trace),
        Optional.ofNullable(row.wire));
  }

  private static <T> T required(int number, String key, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("packet " + number + ": key " + key + " is missing");
    }
    return value;
  }
}
